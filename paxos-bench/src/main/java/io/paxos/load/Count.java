package io.paxos.load;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Counts how operations ended, and how long those took that succeeded. */
final class Count {
  private static final long LEAST_NANOS = 1_000;
  private static final long GREATEST_NANOS = TimeUnit.MINUTES.toNanos(10);
  private static final int DIGITS = 3;

  private final Histogram nanos = new Histogram(LEAST_NANOS, GREATEST_NANOS, DIGITS);
  private final Map<Verdict.Sort, Long> ends = new EnumMap<>(Verdict.Sort.class);

  void add(Verdict verdict, long took) {
    ends.merge(verdict.sort(), 1L, Long::sum);
    if (verdict.isSuccess()) {
      nanos.recordValue(Math.max(0, Math.min(took, GREATEST_NANOS)));
    }
  }

  void reset() {
    nanos.reset();
    ends.clear();
  }

  long of(Verdict.Sort sort) {
    return ends.getOrDefault(sort, 0L);
  }

  Histogram histogram() {
    return nanos;
  }

  Second second(int number) {
    return new Second(
        number,
        of(Verdict.Sort.SUCCEEDED),
        of(Verdict.Sort.DECLINED),
        of(Verdict.Sort.MISSING),
        of(Verdict.Sort.FAILED),
        latency());
  }

  RunFigures.OperationFigures figures(String kind) {
    return new RunFigures.OperationFigures(
        kind,
        of(Verdict.Sort.SUCCEEDED),
        of(Verdict.Sort.DECLINED),
        of(Verdict.Sort.MISSING),
        of(Verdict.Sort.FAILED),
        latency());
  }

  private Optional<Latency> latency() {
    return Latency.of(nanos);
  }
}
