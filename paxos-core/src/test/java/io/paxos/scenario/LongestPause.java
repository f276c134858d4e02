package io.paxos.scenario;

import java.util.random.RandomGenerator;

/**
 * Jitter without chance: always the same part of the longest pause, so that the times of a trace
 * are round. Two proposers have different parts, or they would meet for ever.
 */
final class LongestPause implements RandomGenerator {
  private final int part;

  /**
   * The pauses of one proposer.
   *
   * @param part 1 for the whole, 2 for the half, …
   */
  LongestPause(int part) {
    this.part = part;
  }

  @Override
  public long nextLong() {
    return nextLong(Long.MAX_VALUE);
  }

  @Override
  public long nextLong(long bound) {
    return (bound - 1) / part;
  }
}
