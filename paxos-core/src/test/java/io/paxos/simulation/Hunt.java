package io.paxos.simulation;

import java.util.Optional;

/** Whether a seed brings a fault of the core to light. */
public final class Hunt {
  private Hunt() {}

  /** What is wrong with the run of this seed; empty if nothing is. */
  public static Optional<String> failure(long seed) {
    return Run.of(Plan.of(seed)).failure();
  }
}
