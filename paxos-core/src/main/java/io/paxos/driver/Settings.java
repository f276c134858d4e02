package io.paxos.driver;

import java.time.Duration;

/**
 * How a proposer behaves; none of it touches safety.
 *
 * @param maxValueBytes the longest value that a change may write (rule R9)
 * @param answerTimeout how long an acceptor may take for a batch of short values before it counts
 *     as silent; for long ones a millisecond is added for each KiB
 * @param patience how long it waits for the others once enough acceptors have answered to decide,
 *     but not alike
 * @param minBackoff the first pause after a lost phase is at most this, drawn evenly from 0
 * @param maxBackoff no pause is longer; the bound doubles with every lost phase
 * @param cachedKeys for how many keys a promise is kept for the one-round-trip path
 * @param maxCombined how many changes one round carries at most
 */
public record Settings(
    int maxValueBytes,
    Duration answerTimeout,
    Duration patience,
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
