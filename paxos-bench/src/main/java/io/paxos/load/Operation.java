package io.paxos.load;

/**
 * Something to do with a key.
 *
 * @param key its number; increments have keys of their own, since they need numbers as values
 */
record Operation(Kind kind, int key) {}
