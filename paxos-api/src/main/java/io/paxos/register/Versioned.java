package io.paxos.register;

import java.util.Optional;

/**
 * What a register holds at one revision.
 *
 * @param revision grows by exactly one with every change; 0 while nobody has written, or nothing of
 *     it is left
 * @param value empty before the first write and after a delete
 */
public record Versioned<T>(long revision, Optional<T> value) {}
