package io.paxos.contract;

import io.paxos.protocol.Reply;
import io.paxos.protocol.Request;

/**
 * A request and its reply, as one client saw them.
 *
 * @param startNanos when it was sent, of a clock that all clients share
 * @param endNanos when the reply was there
 */
public record Observation(long startNanos, long endNanos, Request<?> request, Reply reply) {}
