package io.paxos.driver;

import java.time.Duration;

/**
 * How a proposer behaves; none of it touches safety.
 *
 * @param maxValueBytes the longest value that a change may write (rule R9)
 * @param attemptTimeout how long a phase waits for silent acceptors before it is given up and
 *     retried
 * @param readPatience how long a quorum read whose replies disagree waits for the others, before it
 *     repairs
 * @param minBackoff the mean of the first pause after a conflict is half of this
 * @param maxBackoff no pause is longer
 * @param cachedKeys for how many idle keys a promise is kept for the one-round-trip path
 * @param maxCombined how many changes one round carries at most
 */
public record Settings(
    int maxValueBytes,
    Duration attemptTimeout,
    Duration readPatience,
    Duration minBackoff,
    Duration maxBackoff,
    int cachedKeys,
    int maxCombined) {
  /** 1 MiB values, and times that suit a local network. */
  public static final Settings DEFAULT =
      new Settings(
          1 << 20,
          Duration.ofSeconds(1),
          Duration.ofMillis(20),
          Duration.ofMillis(10),
          Duration.ofMillis(500),
          100_000,
          1_000);
}
