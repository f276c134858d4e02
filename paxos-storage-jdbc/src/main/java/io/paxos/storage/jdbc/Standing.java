package io.paxos.storage.jdbc;

import io.paxos.protocol.Identity;

/**
 * What the one row of {@code paxos_acceptor} says, as one transaction sees it.
 *
 * @param floor counters up to this one are refused for bare rows
 */
record Standing(Identity identity, long floor) {}
