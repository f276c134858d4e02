package io.paxos.contract;

import io.paxos.spi.Acceptor;

/**
 * A place in which an acceptor keeps its state, empty at first. Confined to the thread of a test.
 */
public interface Memory extends AutoCloseable {
  /** The acceptor that is open. */
  Acceptor acceptor();

  /** Closes the acceptor and opens another one on the same state, as a restart does. */
  void reopen();

  /** Closes the acceptor; nothing of the state is needed any more. */
  @Override
  void close();
}
