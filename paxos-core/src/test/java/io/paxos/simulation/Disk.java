package io.paxos.simulation;

import io.paxos.acceptor.MemoryAcceptor;
import io.paxos.protocol.StoreId;

/** What survives a process. It may be replaced by an empty one, or by an earlier copy of itself. */
final class Disk {
  private StoreId store;
  private MemoryAcceptor content;
  private MemoryAcceptor backup;
  private boolean hasLostHistory;

  Disk(StoreId store) {
    this.store = store;
    this.content = new MemoryAcceptor(store);
    this.backup = content;
  }

  StoreId store() {
    return store;
  }

  MemoryAcceptor content() {
    return content;
  }

  /**
   * Whether it is an earlier copy, and tells: PostgreSQL does so by its timeline (rule M7). An
   * acceptor that finds this at its start serves nobody.
   */
  boolean hasLostHistory() {
    return hasLostHistory;
  }

  /** Keeps a copy for a {@link #rollBack} to come. */
  void backUp() {
    backup = content.copy();
  }

  void rollBack() {
    content = backup.copy();
    hasLostHistory = true;
  }

  /** Puts in an empty disk, which draws a store id of its own. */
  void replace(StoreId fresh) {
    store = fresh;
    content = new MemoryAcceptor(fresh);
    backup = content;
  }
}
