package io.paxos.simulation;

import java.util.Optional;
import java.util.Set;

/** Whether a seed whose nodes look after their cluster brings a fault of the core to light. */
public final class UpkeepHunt {
  /** Most often there is such a seed among so many. */
  private static final int APART = 40;

  private UpkeepHunt() {}

  /**
   * What is wrong with a run; empty if nothing is.
   *
   * @param run from 0; most of the seeds of {@link Hunt} look after nothing and are left out
   */
  public static Optional<String> failure(long run) {
    long seed = APART * run;
    while (!isLookedAfter(seed)) {
      seed++;
    }
    return Hunt.failure(seed);
  }

  private static boolean isLookedAfter(long seed) {
    return Upkeep.of(new Dice(seed, Set.of()).stream("upkeep")).isDone();
  }
}
