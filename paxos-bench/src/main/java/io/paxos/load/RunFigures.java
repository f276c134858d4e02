package io.paxos.load;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * What was measured in one run.
 *
 * @param target what was asked
 * @param seconds how long was measured
 * @param succeededPerSecond successes that fell into the measurement
 * @param operations figures for each kind, and for all
 * @param errors counted by what they are
 * @param gap the longest time without a success at any node
 * @param timeline the seconds of the measurement
 * @param notStarted arrivals for which no connection became free; they are errors, too
 * @param clientCpuShare of one core, by this generator's event loop
 * @param histograms of nanoseconds, by the names of operations
 */
record RunFigures(
    String target,
    double seconds,
    double succeededPerSecond,
    List<OperationFigures> operations,
    List<ErrorFigures> errors,
    Gap gap,
    List<NodeFigures> nodes,
    List<FaultFigures> faults,
    List<Second> timeline,
    long notStarted,
    double clientCpuShare,
    @JsonIgnore Map<String, Histogram> histograms) {
  /** The name of all operations together. */
  static final String ALL = "all";

  RunFigures {
    operations = List.copyOf(operations);
    errors = List.copyOf(errors);
    nodes = List.copyOf(nodes);
    faults = List.copyOf(faults);
    timeline = List.copyOf(timeline);
    histograms = Map.copyOf(histograms);
  }

  /** Of the operations of a kind; latencies are of those that succeeded. */
  record OperationFigures(
      String kind,
      long succeeded,
      long declined,
      long missing,
      long failed,
      Optional<Latency> latency) {}

  /** How often an error was seen, and what was said the first time. */
  record ErrorFigures(String name, long count, String example) {}

  /** What one node answered. */
  record NodeFigures(String name, String url, long succeeded, long failed, Gap gap) {}

  /** Something done to a node on purpose. */
  record FaultFigures(String action, String node, double atSecond) {}

  /** Of all operations. */
  OperationFigures all() {
    return operations.stream()
        .filter(figures -> figures.kind().equals(ALL))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("there are no figures of all operations"));
  }
}
