package io.paxos.driver.upkeep;

import java.time.Duration;

/**
 * How a node looks after the cluster; none of it touches safety.
 *
 * @param beat how often it looks whether there is something to do, and tells that it is doing it
 * @param takeover after how long without a word from whoever does it, another node does
 * @param answerTimeout how long an acceptor may take to answer
 * @param transferShare of the time is spent on transferring registers, the rest is left to callers;
 *     above 0, at most 1
 * @param inFlight how many registers are transferred at once at most; fewer if they are large
 * @param collectionPause between one pass over what was deleted and the next
 * @param collectedPerSecond how many rows are collected in a second at most
 * @param operationsKept how long a tombstone is kept because it remembers the ids of operations
 */
public record UpkeepSettings(
    Duration beat,
    Duration takeover,
    Duration answerTimeout,
    double transferShare,
    int inFlight,
    Duration collectionPause,
    int collectedPerSecond,
    Duration operationsKept) {
  private static final int MAX_IN_FLIGHT = 128;

  /** What suits a local network. */
  public static final UpkeepSettings DEFAULT =
      new UpkeepSettings(
          Duration.ofSeconds(1),
          Duration.ofSeconds(5),
          Duration.ofSeconds(2),
          0.25,
          8,
          Duration.ofSeconds(2),
          20_000,
          Duration.ofHours(1));

  /**
   * @throws IllegalArgumentException if a share, a number or a time is not positive
   */
  public UpkeepSettings {
    if (transferShare <= 0 || transferShare > 1) {
      throw new IllegalArgumentException(
          "a share of " + transferShare + " is not above 0, up to 1");
    }
    if (inFlight < 1 || collectedPerSecond < 1) {
      throw new IllegalArgumentException(
          "%d in flight and %d collected in a second are not 1 or more"
              .formatted(inFlight, collectedPerSecond));
    }
    if (beat.isNegative() || beat.isZero() || takeover.compareTo(beat) < 0) {
      throw new IllegalArgumentException(
          "a takeover after %s does not go with a beat of %s".formatted(takeover, beat));
    }
  }

  /**
   * How many registers at once go with this share of the time: 8 with a quarter, so that no client
   * waits long behind them, and 128, beyond which nothing is gained, with all of it.
   *
   * @param transferShare above 0, up to 1
   */
  public static int inFlight(double transferShare) {
    return Math.max(1, (int) Math.round(MAX_IN_FLIGHT * transferShare * transferShare));
  }
}
