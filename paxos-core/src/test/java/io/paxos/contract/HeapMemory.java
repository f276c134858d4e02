package io.paxos.contract;

import io.paxos.acceptor.MemoryAcceptor;
import io.paxos.protocol.StoreId;

/**
 * The memory of an acceptor on the heap. A restart is only told, not done: nothing would be left.
 */
public final class HeapMemory implements Memory {
  private final MemoryAcceptor acceptor;

  /** An empty memory of this name. */
  public HeapMemory(StoreId store) {
    this.acceptor = new MemoryAcceptor(store);
  }

  @Override
  public MemoryAcceptor acceptor() {
    return acceptor;
  }

  @Override
  public void reopen() {
    // The rows are the acceptor.
  }

  @Override
  public void close() {
    acceptor.close();
  }
}
