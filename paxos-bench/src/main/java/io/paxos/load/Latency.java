package io.paxos.load;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** How long operations took, in milliseconds, to three digits. */
record Latency(
    long count,
    double meanMillis,
    double p50Millis,
    double p90Millis,
    double p99Millis,
    double p999Millis,
    double maxMillis) {
  private static final double NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  /** Of what a histogram of nanoseconds holds, if anything. */
  static Optional<Latency> of(Histogram nanos) {
    if (nanos.getTotalCount() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Latency(
            nanos.getTotalCount(),
            Math.round(nanos.getMean()) / NANOS_PER_MILLI,
            millisAt(nanos, 50),
            millisAt(nanos, 90),
            millisAt(nanos, 99),
            millisAt(nanos, 99.9),
            millis(nanos.getMaxValue())));
  }

  static double millisAt(Histogram nanos, double percentile) {
    return millis(nanos.getValueAtPercentile(percentile));
  }

  private static double millis(long nanos) {
    return TimeUnit.NANOSECONDS.toMicros(nanos) / 1000.0;
  }
}
