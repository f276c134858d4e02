package io.paxos.load;

/**
 * A time in which nothing succeeded.
 *
 * @param seconds how long it was
 * @param beganAtSecond of the measurement
 */
record Gap(double seconds, double beganAtSecond) {
  private static final double NANOS_PER_SECOND = 1e9;

  /** Finds the longest. Times are nanoseconds since the measurement began, and do not go back. */
  static final class Search {
    private long lastSuccess;
    private long longest;
    private long longestBegan;

    void success(long at) {
      if (at - lastSuccess > longest) {
        longest = at - lastSuccess;
        longestBegan = lastSuccess;
      }
      lastSuccess = at;
    }

    /** The longest one, when the measurement has ended at this time. */
    Gap longest(long end) {
      boolean lastIsLongest = end - lastSuccess > longest;
      long nanos = lastIsLongest ? end - lastSuccess : longest;
      long began = lastIsLongest ? lastSuccess : longestBegan;
      return new Gap(millisPrecise(nanos), millisPrecise(began));
    }

    private static double millisPrecise(long nanos) {
      return Math.round(nanos / NANOS_PER_SECOND * 1000) / 1000.0;
    }
  }
}
