package io.paxos.driver.upkeep;

import io.paxos.driver.Timers;
import java.time.Duration;

/**
 * Leaves time to callers: after each piece of work a pause that is in proportion to it, and no
 * piece so large that what is asked meanwhile waits long behind it. Measures how much is done.
 * Confined to one piece of work after the other.
 */
final class Pace {
  private static final long SECOND_NANOS = Duration.ofSeconds(1).toNanos();

  /** What is under way at once, in bytes of values, at each acceptor. */
  private static final long BYTES_IN_FLIGHT = 4L << 20;

  /** With so many at once it begins, as nobody knows yet how large the values are. */
  private static final int FIRST_WIDTH = 4;

  private final Timers timers;
  private final double share;
  private final int maxWidth;
  private long width;
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
    this.width = Math.min(FIRST_WIDTH, maxWidth);
    this.measuredFrom = timers.nanoTime();
  }

  /** How many registers to take at once. */
  int width() {
    return (int) width;
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
    width = Math.min(Math.min(2 * width, maxWidth), fitting);
    measure(now, registers);
    return Duration.ofNanos((long) (took * (1 / share - 1)));
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
