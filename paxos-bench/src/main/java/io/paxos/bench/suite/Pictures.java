package io.paxos.bench.suite;

import io.paxos.report.Axis;
import io.paxos.report.BarChart;
import io.paxos.report.Chart;
import io.paxos.report.LineChart;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The charts of a section: lines over what is counted, such as callers or the size of a batch, if
 * it has at least three values, and bars otherwise.
 */
final class Pictures {
  /** What differs by more than this factor is drawn by powers of ten. */
  private static final double WIDE = 20;

  private static final double FEW = 8;

  private static final double CUT = 0.9;

  private final Section section;
  private final List<String> dimensions;

  private Pictures(Section section) {
    this.section = section;
    this.dimensions = section.dimensions();
  }

  static List<Chart> of(Section section) {
    return section.results().size() < 2 ? List.of() : new Pictures(section).charts();
  }

  private List<Chart> charts() {
    Optional<String> counted = dimensions.stream().filter(this::isCounted).reduce((a, b) -> b);
    List<Chart> charts = new ArrayList<>();
    charts.addAll(counted.map(name -> List.of(lines(name))).orElseGet(this::allBars));
    if (section.hasBare()) {
      counted.map(this::ratioLines).ifPresent(charts::add);
    }
    return charts;
  }

  private boolean isCounted(String dimension) {
    var values = section.values(dimension);
    return values.size() >= 3
        && values.stream().allMatch(value -> Section.COUNTED.matcher(value).matches());
  }

  private Chart lines(String counted) {
    List<Result> results = section.results();
    LineChart chart =
        new LineChart(section.title(), axis(counted, numbers(counted), FEW), scoreAxis());
    for (var series : series(results, List.of(counted)).entrySet()) {
      chart =
          chart.with(
              line(
                  series.getKey(),
                  counted,
                  series.getValue(),
                  result -> result.score().value(),
                  this::drawnError));
    }
    return chart;
  }

  /** No error bar reaches below 0, nor, on a logarithmic axis, below a tenth: there it is cut. */
  private double drawnError(Result result) {
    Score score = result.score();
    double most = scoreAxis().scale() == Axis.Scale.LOGARITHMIC ? CUT : 1;
    return Math.min(finite(score.error()), most * score.value());
  }

  private Chart ratioLines(String counted) {
    List<Result> results =
        section.results().stream().filter(result -> section.ratio(result).isPresent()).toList();
    LineChart chart =
        new LineChart(
            section.title() + ": how many times the bare statement",
            axis(counted, numbers(counted), FEW),
            Axis.linear("×"));
    for (var series : series(results, List.of(counted, Result.METHOD)).entrySet()) {
      chart =
          chart.with(
              line(
                  series.getKey(),
                  counted,
                  series.getValue(),
                  result -> section.ratio(result).orElseThrow().value(),
                  result -> finite(section.ratio(result).orElseThrow().error())));
    }
    return chart;
  }

  private static double finite(double error) {
    return Double.isFinite(error) ? error : 0;
  }

  private static LineChart.Line line(
      String name,
      String counted,
      List<Result> results,
      Function<Result, Double> value,
      Function<Result, Double> error) {
    List<Result> sorted =
        results.stream().sorted(Comparator.comparingDouble(r -> number(r, counted))).toList();
    return new LineChart.Line(
        name,
        sorted.stream().map(result -> number(result, counted)).toList(),
        sorted.stream().map(value).toList(),
        sorted.stream().map(error).toList());
  }

  /** Bars have no logarithmic axis; what would not be seen beside others is drawn by itself. */
  private List<Chart> allBars() {
    if (!dimensions.contains(Section.STORAGE) || scoreAxis().scale() == Axis.Scale.LINEAR) {
      return List.of(bars(section.title()));
    }
    List<Chart> charts = new ArrayList<>();
    for (String storage : section.values(Section.STORAGE)) {
      Pictures own = new Pictures(section.only(Section.STORAGE, storage));
      charts.add(own.bars(section.title() + ": " + storage));
    }
    return charts;
  }

  /** Bars beside each other for the first of several dimensions. */
  private Chart bars(String title) {
    List<String> series = dimensions.size() < 2 ? List.of() : dimensions.subList(0, 1);
    Map<String, List<Result>> categories = series(section.results(), series);
    BarChart chart =
        new BarChart(title, "", Axis.linear(scoreAxis().title()), List.copyOf(categories.keySet()));
    List<String> others = dimensions.stream().filter(name -> !series.contains(name)).toList();
    for (var own : series(section.results(), others).entrySet()) {
      List<Optional<Result>> bars =
          categories.values().stream()
              .map(all -> all.stream().filter(own.getValue()::contains).findFirst())
              .toList();
      chart =
          chart.with(
              new BarChart.Bars(
                  own.getKey(),
                  bars.stream().map(bar -> bar.map(r -> r.score().value()).orElse(0.0)).toList(),
                  bars.stream().map(bar -> bar.map(this::drawnError).orElse(0.0)).toList()));
    }
    return chart;
  }

  /** Results that differ only in these dimensions, by what they have in common. */
  private Map<String, List<Result>> series(List<Result> results, List<String> within) {
    List<String> common = dimensions.stream().filter(name -> !within.contains(name)).toList();
    return results.stream()
        .collect(
            Collectors.groupingBy(
                result -> name(result, common), LinkedHashMap::new, Collectors.toList()));
  }

  private String name(Result result, List<String> dimensionsOfName) {
    return dimensionsOfName.isEmpty()
        ? section.title()
        : dimensionsOfName.stream()
            .map(name -> Labels.of(name, Section.coordinate(result, name)))
            .collect(Collectors.joining(", "));
  }

  private Axis scoreAxis() {
    List<Double> scores = section.results().stream().map(r -> r.score().value()).toList();
    return axis(section.results().get(0).score().unitText(), scores, WIDE);
  }

  private List<Double> numbers(String counted) {
    return section.results().stream().map(result -> number(result, counted)).toList();
  }

  private static double number(Result result, String dimension) {
    return Double.parseDouble(Section.coordinate(result, dimension));
  }

  private static Axis axis(String title, List<Double> values, double wide) {
    double least = values.stream().mapToDouble(value -> value).min().orElse(0);
    double greatest = values.stream().mapToDouble(value -> value).max().orElse(0);
    return least > 0 && greatest / least > wide ? Axis.logarithmic(title) : Axis.linear(title);
  }
}
