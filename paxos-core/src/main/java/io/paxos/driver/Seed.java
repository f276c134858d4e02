package io.paxos.driver;

import io.paxos.protocol.AcceptorId;

/**
 * An acceptor as a node is configured to find it at its first start. Seeds are configured alike on
 * every node.
 *
 * @param address as in {@link io.paxos.protocol.Member#address()}
 */
public record Seed(AcceptorId id, String address) {}
