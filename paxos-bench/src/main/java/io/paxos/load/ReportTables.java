package io.paxos.load;

import io.paxos.report.Table;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The figures of a report as tables. */
final class ReportTables {
  private ReportTables() {}

  static Table settings(Map<String, String> settings) {
    Table table = Table.of("setting", "");
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      table = table.row(setting.getKey(), setting.getValue());
    }
    return table;
  }

  static Table operations(RunFigures run) {
    Table table =
        Table.of(
            "operation",
            "succeeded",
            "declined",
            "missing",
            "errors",
            "/s",
            "p50 ms",
            "p90 ms",
            "p99 ms",
            "p99.9 ms",
            "max ms");
    for (RunFigures.OperationFigures figures : run.operations()) {
      table =
          table.row(
              figures.kind(),
              figures.succeeded(),
              figures.declined(),
              figures.missing(),
              figures.failed(),
              number(perSecond(run, figures), 0),
              latency(figures.latency(), Latency::p50Millis),
              latency(figures.latency(), Latency::p90Millis),
              latency(figures.latency(), Latency::p99Millis),
              latency(figures.latency(), Latency::p999Millis),
              latency(figures.latency(), Latency::maxMillis));
    }
    return table;
  }

  /** Of all, what fell into the measurement; of a kind, its share. */
  private static double perSecond(RunFigures run, RunFigures.OperationFigures figures) {
    long all = run.all().succeeded();
    return all == 0 ? 0 : run.succeededPerSecond() * figures.succeeded() / all;
  }

  static Table nodes(RunFigures run) {
    Table table =
        Table.of("node", "address", "succeeded", "errors", "longest gap s", "gap began at s");
    for (RunFigures.NodeFigures node : run.nodes()) {
      table =
          table.row(
              node.name(),
              node.url(),
              node.succeeded(),
              node.failed(),
              number(node.gap().seconds(), 3),
              number(node.gap().beganAtSecond(), 3));
    }
    return table.row(
        "any",
        "",
        run.all().succeeded(),
        run.all().failed(),
        number(run.gap().seconds(), 3),
        number(run.gap().beganAtSecond(), 3));
  }

  static Table errors(RunFigures run) {
    Table table = Table.of("error", "count", "the first of them");
    for (RunFigures.ErrorFigures error : run.errors()) {
      table = table.row(error.name(), error.count(), error.example());
    }
    return table;
  }

  static Table comparison(Comparison comparison) {
    Table table =
        Table.of(
            "median (least–greatest)",
            comparison.first(),
            comparison.second(),
            comparison.first() + " / " + comparison.second());
    for (Comparison.Row row : comparison.rows()) {
      table =
          table.row(row.figure(), spread(row.first()), spread(row.second()), spread(row.ratio()));
    }
    return table;
  }

  private static String spread(Optional<Comparison.Spread> spread) {
    return spread.map(ReportTables::spread).orElse("-");
  }

  private static String spread(Comparison.Spread spread) {
    int digits = spread.median() >= 100 ? 0 : 2;
    return "%s (%s–%s)"
        .formatted(
            number(spread.median(), digits),
            number(spread.least(), digits),
            number(spread.greatest(), digits));
  }

  private static String latency(Optional<Latency> latency, ToDoubleFunction<Latency> figure) {
    return latency.map(found -> number(figure.applyAsDouble(found), 2)).orElse("-");
  }

  static String number(double value, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }
}
