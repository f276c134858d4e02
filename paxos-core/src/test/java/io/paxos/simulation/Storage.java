package io.paxos.simulation;

import io.paxos.contract.Memory;
import io.paxos.protocol.StoreId;

/** Makes the disks of a simulated world. */
@FunctionalInterface
public interface Storage {
  /**
   * An empty memory with an acceptor open on it.
   *
   * @param suggested a store id that no other memory of the run has; an acceptor that draws its own
   *     may ignore it
   */
  Memory empty(StoreId suggested);
}
