package io.paxos.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * Counts what happens in a run. An operation belongs to it if it was to begin within the time
 * measured; a second has what ended in it. Times are nanoseconds since the measurement began,
 * negative in the warm-up. Confined to the event loop.
 */
final class Measurement {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final List<Node> nodes;
  private final long length;
  private final Count all = new Count();
  private final Map<Kind, Count> kinds = new EnumMap<>(Kind.class);
  private final Map<String, RunFigures.ErrorFigures> errors = new TreeMap<>();
  private final List<Count> perNode = new ArrayList<>();
  private final List<Gap.Search> gaps = new ArrayList<>();
  private final Gap.Search gap = new Gap.Search();
  private final List<RunFigures.FaultFigures> faults = new ArrayList<>();
  private final List<Second> timeline = new ArrayList<>();
  private final Count current = new Count();
  private int currentSecond = Integer.MIN_VALUE;
  private long succeededInTime;
  private long notStarted;

  Measurement(List<Node> nodes, Duration length) {
    this.nodes = List.copyOf(nodes);
    this.length = length.toNanos();
    for (int i = 0; i < nodes.size(); i++) {
      perNode.add(new Count());
      gaps.add(new Gap.Search());
    }
  }

  /** An operation ended that was to begin at one time, and was asked of a node. */
  void ended(Kind kind, int node, long began, long ended, Verdict verdict) {
    passTo(ended);
    current.add(verdict, ended - began);
    boolean endedInTime = ended >= 0 && ended < length;
    if (verdict.isSuccess() && endedInTime) {
      succeededInTime++;
      gap.success(ended);
      gaps.get(node).success(ended);
    }
    if (began >= 0 && began < length) {
      all.add(verdict, ended - began);
      kinds.computeIfAbsent(kind, unused -> new Count()).add(verdict, ended - began);
      perNode.get(node).add(verdict, ended - began);
      count(verdict);
    }
  }

  /** An operation was to begin, and no connection was free for it until the end. */
  void neverStarted(Kind kind, long wasToBegin) {
    if (wasToBegin >= 0 && wasToBegin < length) {
      Verdict verdict = Verdict.failed("not started", "no connection was free");
      all.add(verdict, 0);
      kinds.computeIfAbsent(kind, unused -> new Count()).add(verdict, 0);
      count(verdict);
      notStarted++;
    }
  }

  private void count(Verdict verdict) {
    if (verdict.isFailure()) {
      errors.merge(
          verdict.name(),
          new RunFigures.ErrorFigures(verdict.name(), 1, verdict.detail()),
          (old, unused) -> new RunFigures.ErrorFigures(old.name(), old.count() + 1, old.example()));
    }
  }

  void fault(RunFigures.FaultFigures fault) {
    faults.add(fault);
  }

  /** The last second that is over, when it is this time. */
  Second lastSecond(long now) {
    passTo(now);
    return timeline.isEmpty()
        ? new Count().second(currentSecond - 1)
        : timeline.get(timeline.size() - 1);
  }

  /** Closes the seconds that are over. */
  private void passTo(long now) {
    int second = Math.toIntExact(Math.floorDiv(now, SECOND));
    if (currentSecond == Integer.MIN_VALUE) {
      currentSecond = second;
    }
    while (currentSecond < second) {
      timeline.add(current.second(currentSecond));
      current.reset();
      currentSecond++;
    }
  }

  /** What was measured, when all is over. */
  RunFigures figures(String target, double clientCpuShare) {
    passTo(length + SECOND - 1);
    List<RunFigures.OperationFigures> operations = new ArrayList<>();
    Map<String, Histogram> histograms = new HashMap<>();
    Map<String, Count> counts = new LinkedHashMap<>();
    kinds.forEach((kind, count) -> counts.put(kind.word(), count));
    counts.put(RunFigures.ALL, all);
    counts.forEach(
        (name, count) -> {
          operations.add(count.figures(name));
          histograms.put(name, count.histogram());
        });
    double seconds = length / (double) SECOND;
    return new RunFigures(
        target,
        seconds,
        succeededInTime / seconds,
        operations,
        List.copyOf(errors.values()),
        gap.longest(length),
        nodeFigures(),
        faults,
        timeline.stream()
            .filter(second -> second.number() >= 0 && second.number() < Math.ceil(seconds))
            .toList(),
        notStarted,
        clientCpuShare,
        histograms);
  }

  private List<RunFigures.NodeFigures> nodeFigures() {
    List<RunFigures.NodeFigures> figures = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      figures.add(
          new RunFigures.NodeFigures(
              nodes.get(i).name(),
              nodes.get(i).url(),
              perNode.get(i).of(Verdict.Sort.SUCCEEDED),
              perNode.get(i).of(Verdict.Sort.FAILED),
              gaps.get(i).longest(length)));
    }
    return figures;
  }
}
