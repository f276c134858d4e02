package io.paxos.driver;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Full jitter: a pause drawn evenly between nothing and a bound that doubles with every loss, so
 * that proposers that met once are unlikely to meet again. Thread-safe.
 */
final class Backoff {
  private static final int MAX_DOUBLINGS = 20;

  private final RandomGenerator random;
  private final long minNanos;
  private final long maxNanos;

  Backoff(RandomGenerator random, Duration min, Duration max) {
    this.random = random;
    this.minNanos = min.toNanos();
    this.maxNanos = max.toNanos();
  }

  /**
   * The pause before the next try.
   *
   * @param losses how many phases in a row were lost, 1 or more
   */
  synchronized Duration pause(int losses) {
    long doubled = minNanos << Math.min(losses - 1, MAX_DOUBLINGS);
    return Duration.ofNanos(random.nextLong(Math.min(doubled, maxNanos) + 1));
  }
}
