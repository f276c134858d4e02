package io.paxos.load;

import io.paxos.report.Axis;
import io.paxos.report.BarChart;
import io.paxos.report.LineChart;
import io.paxos.report.Page;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/** A report as a page. */
final class ReportPage {
  private static final double[] PERCENTILES = {
    0, 25, 50, 60, 70, 75, 80, 85, 90, 92.5, 95, 97, 98, 99, 99.5, 99.8, 99.9, 99.95, 99.99, 99.999
  };

  private ReportPage() {}

  static Page of(Report report) {
    String title =
        report
            .comparison()
            .map(both -> both.first() + " and " + both.second() + " under the same load")
            .orElseGet(() -> "Load on " + report.runs().get(0).target());
    Page page = new Page(title);
    page.paragraph(
        "Latencies are of operations that succeeded. Declined are compare-and-sets that came too"
            + " late, missing are reads of what was never written: both are right answers, and"
            + " counted apart. Seconds count from the end of the warm-up.");
    report.comparison().ifPresent(comparison -> compare(page, report, comparison));
    if (report.comparison().isEmpty()) {
      report.runs().forEach(run -> addWhole(page, run));
    }
    page.section("Circumstances").paragraph("Measured at " + report.startedAt() + ".");
    page.table(ReportTables.settings(report.settings())).table(report.machine().table());
    return page;
  }

  private static void addWhole(Page page, RunFigures run) {
    add(page, run);
    page.section("Over time");
    page.chart(throughput(run)).chart(latencies(run));
    page.section("Percentiles").chart(percentiles(new TreeMap<>(run.histograms())));
    page.section("Nodes").table(ReportTables.nodes(run));
  }

  private static LineChart throughput(RunFigures run) {
    LineChart chart =
        new LineChart("Ended in each second", Axis.linear("seconds"), Axis.linear("operations/s"))
            .with(line("succeeded", run, second -> (double) second.succeeded()));
    if (run.all().declined() > 0) {
      chart = chart.with(line("declined", run, second -> (double) second.declined()));
    }
    if (run.all().missing() > 0) {
      chart = chart.with(line("missing", run, second -> (double) second.missing()));
    }
    return withFaults(
        chart.with(line("errors", run, second -> (double) second.failed())), run.faults());
  }

  private static LineChart latencies(RunFigures run) {
    LineChart chart =
        new LineChart(
                "Latency of what succeeded in each second",
                Axis.linear("seconds"),
                Axis.logarithmic("ms"))
            .with(line("p50", run, second -> millis(second.latency(), Latency::p50Millis)))
            .with(line("p99", run, second -> millis(second.latency(), Latency::p99Millis)))
            .with(line("max", run, second -> millis(second.latency(), Latency::maxMillis)));
    return withFaults(chart, run.faults());
  }

  private static double millis(Optional<Latency> latency, ToDoubleFunction<Latency> figure) {
    return latency.map(figure::applyAsDouble).orElse(Double.NaN);
  }

  /** A point in the middle of each second. */
  private static LineChart.Line line(String name, RunFigures run, ToDoubleFunction<Second> figure) {
    return new LineChart.Line(
        name,
        run.timeline().stream().map(second -> second.number() + 0.5).toList(),
        run.timeline().stream().map(figure::applyAsDouble).toList());
  }

  private static LineChart withFaults(LineChart chart, List<RunFigures.FaultFigures> faults) {
    LineChart marked = chart;
    for (RunFigures.FaultFigures fault : faults) {
      marked =
          marked.with(new LineChart.Mark(fault.atSecond(), fault.action() + " " + fault.node()));
    }
    return marked;
  }

  private static LineChart percentiles(Map<String, Histogram> histograms) {
    LineChart chart =
        new LineChart(
            "As many were faster", Axis.nines("of the operations"), Axis.logarithmic("ms"));
    for (Map.Entry<String, Histogram> named : histograms.entrySet()) {
      Histogram histogram = named.getValue();
      List<Double> shares = new ArrayList<>();
      List<Double> millis = new ArrayList<>();
      for (double percentile : PERCENTILES) {
        // Beyond one operation in a thousand, say, of 500 operations there is nothing to tell.
        if (histogram.getTotalCount() * (100 - percentile) >= 100) {
          shares.add(percentile / 100);
          millis.add(Latency.millisAt(histogram, percentile));
        }
      }
      chart = chart.with(new LineChart.Line(named.getKey(), shares, millis));
    }
    return chart;
  }

  private static void compare(Page page, Report report, Comparison comparison) {
    page.table(ReportTables.comparison(comparison));
    page.paragraph(
        "The median of the rounds, and in brackets the least and the greatest. Ratios are of the"
            + " two runs of one round.");
    Map<String, List<RunFigures>> targets = report.byTarget();
    page.section("Rounds").chart(throughputs(targets));
    Map<String, Histogram> merged = new LinkedHashMap<>();
    targets.forEach((target, runs) -> merged.put(target, merged(runs)));
    page.section("Percentiles").chart(percentiles(merged));
    page.section("Each run");
    targets.forEach(
        (target, runs) ->
            IntStream.range(0, runs.size())
                .forEach(i -> add(page.subsection(target + ", round " + (i + 1)), runs.get(i))));
  }

  private static void add(Page page, RunFigures run) {
    page.table(ReportTables.operations(run));
    if (run.clientCpuShare() > ReportText.BUSY) {
      page.paragraph(ReportText.busy(run));
    }
    if (!run.errors().isEmpty()) {
      page.table(ReportTables.errors(run));
    }
  }

  private static BarChart throughputs(Map<String, List<RunFigures>> targets) {
    int rounds = targets.values().iterator().next().size();
    BarChart chart =
        new BarChart(
            "Throughput",
            "round",
            Axis.linear("operations/s"),
            IntStream.rangeClosed(1, rounds).mapToObj(Integer::toString).toList());
    for (Map.Entry<String, List<RunFigures>> target : targets.entrySet()) {
      List<Double> values = target.getValue().stream().map(RunFigures::succeededPerSecond).toList();
      chart = chart.with(new BarChart.Bars(target.getKey(), values));
    }
    return chart;
  }

  private static Histogram merged(List<RunFigures> runs) {
    Count sum = new Count();
    for (RunFigures run : runs) {
      Histogram all = run.histograms().get(RunFigures.ALL);
      if (all != null) {
        sum.histogram().add(all);
      }
    }
    return sum.histogram();
  }
}
