package io.paxos.bench;

import io.paxos.acceptor.MemoryAcceptor;
import io.paxos.protocol.StoreId;
import io.paxos.spi.Acceptor;

/** Memories for acceptors, which are gone when this is closed. */
sealed interface Memories extends AutoCloseable permits Memories.Heap, Databases {
  static Memories on(Storage storage) {
    return storage == Storage.MEMORY ? new Heap() : Databases.on(storage);
  }

  /** An acceptor over an empty memory of its own; closed by its user, before this. */
  Acceptor acceptor();

  @Override
  void close();

  /** This process. */
  record Heap() implements Memories {
    @Override
    public Acceptor acceptor() {
      return new MemoryAcceptor(StoreId.random());
    }

    @Override
    public void close() {
      // The collector sees to it.
    }
  }
}
