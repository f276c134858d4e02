package io.paxos.driver;

import java.time.Duration;

/** How long the answers of one acceptor take. Not thread-safe. */
final class AnswerTimes {
  private static final long SHORT_WAY_NANOS = Duration.ofMillis(10).toNanos();

  /**
   * So slowly the quickest answer is forgotten, that a busy acceptor is not taken for a far one.
   */
  private static final int FORGETTING = 4096;

  /** So much of what is usual is the last answer. */
  private static final int SMOOTHING = 8;

  private long quickestNanos;
  private long usualNanos;

  /** An answer came after this time. */
  void onAnswer(long nanos) {
    learnUsual(nanos);
    boolean isSlower = quickestNanos > 0 && nanos > quickestNanos;
    quickestNanos = isSlower ? quickestNanos + (nanos - quickestNanos) / FORGETTING : nanos;
  }

  /** No answer came in this time. */
  void onSilence(long nanos) {
    learnUsual(nanos);
  }

  private void learnUsual(long nanos) {
    usualNanos = usualNanos == 0 ? nanos : usualNanos + (nanos - usualNanos) / SMOOTHING;
  }

  /** The usual time; 0 before the first answer. */
  long usualNanos() {
    return usualNanos;
  }

  /** Whether even the quickest answers came soon; not before there was one. */
  boolean isShortWay() {
    return quickestNanos > 0 && quickestNanos < SHORT_WAY_NANOS;
  }

  /** How many times as long as a short one the way is. */
  long shortWays() {
    return quickestNanos / SHORT_WAY_NANOS;
  }
}
