package io.paxos.driver.upkeep;

import io.paxos.driver.Timers;
import java.time.Duration;

/**
 * Leaves time to callers: after each piece of work a pause that is in proportion to it, and no
 * piece so large that what is asked meanwhile waits for it much longer than for a small one.
 * Measures how much is done. Confined to one piece of work after the other.
 */
final class Pace {
  private static final long SECOND_NANOS = Duration.ofSeconds(1).toNanos();

  /** What is under way at once, in bytes of values, at each acceptor. */
  private static final long BYTES_IN_FLIGHT = 4L << 20;

  private static final int LEAST_WIDTH = 4;

  /** Twice as many at once may take at most this much longer. */
  private static final double WORTH_DOUBLING = 4.0 / 3;

  /** After so many pieces what was not worth it is tried again. */
  private static final int TRY_AGAIN = 32;

  /** How much the latest piece counts among those before. */
  private static final double WEIGHT = 0.25;

  private final Timers timers;
  private final double share;
  private final int maxWidth;
  private final double[] usualNanos;
  private int level;
  private int pieces;
  private long bearable;
  private long begunAt;
  private long measuredFrom;
  private long measured;
  private long perSecond;

  /**
   * A pace that begins slowly.
   *
   * @param share of the time is spent on the work
   * @param maxWidth how many registers at once at most
   */
  Pace(Timers timers, double share, int maxWidth) {
    this.timers = timers;
    this.share = share;
    this.maxWidth = maxWidth;
    this.bearable = maxWidth;
    int doublings = Integer.SIZE - Integer.numberOfLeadingZeros(maxWidth / LEAST_WIDTH);
    this.usualNanos = new double[1 + doublings];
    this.measuredFrom = timers.nanoTime();
  }

  /** How many registers to take at once. */
  int width() {
    return (int) Math.min(Math.min((long) LEAST_WIDTH << level, maxWidth), bearable);
  }

  /** A piece of work begins. */
  void begin() {
    begunAt = timers.nanoTime();
  }

  /**
   * A piece of work is done.
   *
   * @param bytes of the values that it moved
   * @return how long to leave off
   */
  Duration end(int registers, long bytes) {
    long now = timers.nanoTime();
    long took = now - begunAt;
    long fitting = bytes == 0 ? maxWidth : Math.max(1, registers * BYTES_IN_FLIGHT / bytes);
    bearable = Math.min(2L * width(), fitting);
    adapt(took);
    measure(now, registers);
    return Duration.ofNanos((long) (took * (1 / share - 1)));
  }

  /** Goes up or down a level: twice or half as many at once. */
  private void adapt(long took) {
    double before = usualNanos[level];
    usualNanos[level] = before == 0 ? took : before + WEIGHT * (took - before);
    pieces++;
    if (level > 0 && !isWorthIt(level)) {
      level--;
    } else if (level + 1 < usualNanos.length) {
      if (pieces % TRY_AGAIN == 0) {
        usualNanos[level + 1] = 0;
      }
      level += isWorthIt(level + 1) ? 1 : 0;
    }
  }

  /** Whether so many at once take little longer than half as many; yes if nobody knows. */
  private boolean isWorthIt(int doubled) {
    return usualNanos[doubled] <= WORTH_DOUBLING * usualNanos[doubled - 1];
  }

  /** How many registers were done in the last second that was measured. */
  long perSecond() {
    return perSecond;
  }

  private void measure(long now, int registers) {
    measured += registers;
    long elapsed = now - measuredFrom;
    if (elapsed >= SECOND_NANOS || (perSecond == 0 && elapsed > 0)) {
      perSecond = (long) ((double) measured * SECOND_NANOS / elapsed);
    }
    if (elapsed >= SECOND_NANOS) {
      measuredFrom = now;
      measured = 0;
    }
  }
}
