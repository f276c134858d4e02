package io.paxos.simulation;

import java.util.List;
import java.util.Optional;

/** Whether a seed brings a fault of the core to light. */
public final class Hunt {
  private Hunt() {}

  /** What is wrong with the run of this seed; empty if nothing is. */
  public static Optional<String> failure(long seed) {
    return Run.of(Plan.of(seed)).failure();
  }

  /**
   * What is wrong with the run of this seed when the disks are of this kind: the whole world, on an
   * acceptor of your own. Virtual time waits for it. A rolled-back disk is taken to be refused.
   */
  public static Optional<String> failure(long seed, Storage storage) {
    return Run.of(Plan.of(seed), storage, stage -> List.of()).failure();
  }

  /**
   * What a person wants to know of a seed that fails: what is wrong, how to see it again, and the
   * smallest run found that fails alike, as a space-time diagram.
   */
  public static String report(long seed) {
    return Replay.report(seed);
  }
}
