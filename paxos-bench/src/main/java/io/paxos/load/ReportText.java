package io.paxos.load;

import java.util.stream.Collectors;

/** A report as text for a terminal. */
final class ReportText {
  /** A generator that uses so much of its core may be what is slow. */
  static final double BUSY = 0.8;

  private ReportText() {}

  static String of(Report report) {
    StringBuilder text = new StringBuilder();
    if (report.comparison().isEmpty()) {
      report.runs().forEach(run -> text.append(run(run)));
    }
    report
        .comparison()
        .ifPresent(
            comparison ->
                text.append(ReportTables.comparison(comparison).text())
                    .append('\n')
                    .append(
                        report.runs().stream()
                            .map(ReportText::inOneLine)
                            .collect(Collectors.joining())));
    return text.toString();
  }

  private static String run(RunFigures run) {
    StringBuilder text = new StringBuilder(inOneLine(run)).append('\n');
    text.append(ReportTables.operations(run).text()).append('\n');
    text.append(ReportTables.nodes(run).text());
    if (!run.errors().isEmpty()) {
      text.append('\n').append(ReportTables.errors(run).text());
    }
    run.faults()
        .forEach(
            fault ->
                text.append(
                    "%n%s %s at %s s%n"
                        .formatted(
                            fault.action(),
                            fault.node(),
                            ReportTables.number(fault.atSecond(), 3))));
    if (run.clientCpuShare() > BUSY) {
      text.append('\n').append(busy(run)).append('\n');
    }
    return text.toString();
  }

  static String busy(RunFigures run) {
    return "This generator used "
        + ReportTables.number(100 * run.clientCpuShare(), 0)
        + " % of its core: it may be what was measured.";
  }

  private static String inOneLine(RunFigures run) {
    return "%s: %s operations/s succeeded over %s s, %d errors, %s s the longest time without a success, generator %s %% of a core%n"
        .formatted(
            run.target(),
            ReportTables.number(run.succeededPerSecond(), 0),
            ReportTables.number(run.seconds(), 1),
            run.all().failed(),
            ReportTables.number(run.gap().seconds(), 3),
            ReportTables.number(100 * run.clientCpuShare(), 0));
  }
}
