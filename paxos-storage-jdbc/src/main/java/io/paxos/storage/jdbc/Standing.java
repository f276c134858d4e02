package io.paxos.storage.jdbc;

import io.paxos.protocol.Identity;

/**
 * What the one row of {@code paxos_acceptor} says, as one transaction sees it.
 *
 * @param floor counters up to this one are refused for bare rows
 * @param claim whose the rows are
 */
record Standing(Identity identity, long floor, Claim claim) {}
