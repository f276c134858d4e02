package io.paxos.bench;

import io.paxos.acceptor.MemoryAcceptor;
import io.paxos.protocol.StoreId;
import io.paxos.spi.Acceptor;

/** Memories for acceptors, which are gone when this is closed. */
sealed interface Memories extends AutoCloseable permits Memories.Heap, Databases {
  /** Acceptors on it answer on threads of their own. */
  static Memories on(Storage storage) {
    return storage == Storage.MEMORY ? new Heap(true) : Databases.on(storage);
  }

  /** An acceptor over an empty memory of its own; closed by its user, before this. */
  Acceptor acceptor();

  @Override
  void close();

  /**
   * This process.
   *
   * @param threaded whether acceptors have threads of their own; those that have none are for one
   *     caller at a time, as every answer calls back within the call
   */
  record Heap(boolean threaded) implements Memories {
    @Override
    public Acceptor acceptor() {
      Acceptor acceptor = new MemoryAcceptor(StoreId.random());
      return threaded ? new ThreadedAcceptor(acceptor) : acceptor;
    }

    @Override
    public void close() {
      // The collector sees to it.
    }
  }
}
