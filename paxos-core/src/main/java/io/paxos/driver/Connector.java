package io.paxos.driver;

import io.paxos.protocol.AcceptorId;
import io.paxos.spi.Acceptor;

/** Reaches acceptors by their addresses. Thread-safe. */
@FunctionalInterface
public interface Connector {
  /**
   * The acceptor at this address. Does not block and does not fail because nobody answers there:
   * that is silence, later.
   *
   * @throws IllegalArgumentException if the address is not of a kind that is known here
   */
  Acceptor connect(AcceptorId id, String address);
}
