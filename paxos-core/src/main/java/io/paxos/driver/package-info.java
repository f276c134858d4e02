/**
 * The only place with time, futures, and retry: a queue per key, combining, backoff, and natural
 * batching towards each acceptor.
 */
@NullMarked
package io.paxos.driver;

import org.jspecify.annotations.NullMarked;
