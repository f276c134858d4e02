package io.paxos.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Two targets under the same workload, in turns. A ratio above 1 says that the first has more of
 * it: good for throughput, bad for latencies.
 */
record Comparison(String first, String second, List<Row> rows) {
  Comparison {
    rows = List.copyOf(rows);
  }

  /** A figure of both, over the rounds. */
  record Row(
      String figure, Optional<Spread> first, Optional<Spread> second, Optional<Spread> ratio) {}

  /** The median of several rounds, the least and the greatest. */
  record Spread(double least, double median, double greatest) {
    /** Of what is finite among the values, if anything. */
    static Optional<Spread> of(List<Double> values) {
      double[] sorted =
          values.stream().mapToDouble(v -> v).filter(Double::isFinite).sorted().toArray();
      if (sorted.length == 0) {
        return Optional.empty();
      }
      double low = sorted[(sorted.length - 1) / 2];
      double high = sorted[sorted.length / 2];
      return Optional.of(new Spread(sorted[0], (low + high) / 2, sorted[sorted.length - 1]));
    }
  }

  /** Compares run by run; both lists have one run for each round. */
  static Comparison of(List<RunFigures> first, List<RunFigures> second) {
    List<Row> rows = new ArrayList<>();
    rows.add(row("succeeded/s", first, second, RunFigures::succeededPerSecond));
    rows.add(row("errors", first, second, run -> run.all().failed()));
    for (RunFigures.OperationFigures figures : first.get(0).operations()) {
      String kind = figures.kind();
      rows.add(row(kind + " p50 ms", first, second, run -> latency(run, kind, Latency::p50Millis)));
      rows.add(row(kind + " p99 ms", first, second, run -> latency(run, kind, Latency::p99Millis)));
    }
    return new Comparison(first.get(0).target(), second.get(0).target(), rows);
  }

  private static double latency(RunFigures run, String kind, ToDoubleFunction<Latency> figure) {
    return run.operations().stream()
        .filter(figures -> figures.kind().equals(kind))
        .flatMap(figures -> figures.latency().stream())
        .mapToDouble(figure)
        .findFirst()
        .orElse(Double.NaN);
  }

  private static Row row(
      String figure,
      List<RunFigures> first,
      List<RunFigures> second,
      ToDoubleFunction<RunFigures> value) {
    List<Double> ours = first.stream().map(value::applyAsDouble).toList();
    List<Double> theirs = second.stream().map(value::applyAsDouble).toList();
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < Math.min(ours.size(), theirs.size()); i++) {
      ratios.add(ours.get(i) / theirs.get(i));
    }
    return new Row(figure, Spread.of(ours), Spread.of(theirs), Spread.of(ratios));
  }
}
