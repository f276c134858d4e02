package io.paxos.load;

import io.paxos.report.Machine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a command has measured, under which circumstances.
 *
 * @param settings names and values, for people
 * @param comparison if two targets were measured
 * @param runs in the order in which they took place
 */
record Report(
    String startedAt,
    Machine machine,
    Map<String, String> settings,
    Optional<Comparison> comparison,
    List<RunFigures> runs) {
  Report {
    settings = new LinkedHashMap<>(settings);
    runs = List.copyOf(runs);
  }

  /** The runs of each target, in order. */
  Map<String, List<RunFigures>> byTarget() {
    Map<String, List<RunFigures>> targets = new LinkedHashMap<>();
    runs.forEach(
        run -> targets.computeIfAbsent(run.target(), unused -> new ArrayList<>()).add(run));
    return targets;
  }

  /** This report, with its two targets compared. */
  Report compared() {
    List<List<RunFigures>> both = List.copyOf(byTarget().values());
    Comparison comparison = Comparison.of(both.get(0), both.get(1));
    return new Report(startedAt, machine, settings, Optional.of(comparison), runs);
  }
}
