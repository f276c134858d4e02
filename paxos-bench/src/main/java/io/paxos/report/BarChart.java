package io.paxos.report;

import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.CategoryChart;

/**
 * Bars side by side: one group for each category, one bar in it for each named series.
 *
 * @param categories their names, in order
 */
public record BarChart(
    String title, String xTitle, Axis y, List<String> categories, List<Bars> bars)
    implements Chart {
  /**
   * The bars of one series, one for each category.
   *
   * @param errors how far above and below each the truth may be; empty if that is not told
   */
  public record Bars(String name, List<Double> values, List<Double> errors) {
    /** Some bars. */
    public Bars {
      values = List.copyOf(values);
      errors = List.copyOf(errors);
    }

    /** Bars without errors. */
    public Bars(String name, List<Double> values) {
      this(name, values, List.of());
    }
  }

  /**
   * A chart.
   *
   * @throws IllegalArgumentException if a series does not have as many bars as there are categories
   */
  public BarChart {
    categories = List.copyOf(categories);
    bars = List.copyOf(bars);
    for (Bars series : bars) {
      boolean whole =
          series.values().size() == categories.size()
              && (series.errors().isEmpty() || series.errors().size() == categories.size());
      if (!whole) {
        throw new IllegalArgumentException(
            "%s has %d values and %d errors for %d categories"
                .formatted(
                    series.name(),
                    series.values().size(),
                    series.errors().size(),
                    categories.size()));
      }
    }
  }

  /** A chart without bars yet. */
  public BarChart(String title, String xTitle, Axis y, List<String> categories) {
    this(title, xTitle, y, categories, List.of());
  }

  /** This chart with a series more. */
  public BarChart with(Bars series) {
    List<Bars> more = new ArrayList<>(bars);
    more.add(series);
    return new BarChart(title, xTitle, y, categories, more);
  }

  @Override
  public String svg() {
    boolean empty =
        bars.stream().flatMap(series -> series.values().stream()).noneMatch(Double::isFinite);
    if (empty) {
      return Drawing.nothing(title);
    }
    CategoryChart chart = new CategoryChart(Drawing.WIDTH, Drawing.HEIGHT);
    chart.setTitle(title);
    Drawing.style(chart, Axis.linear(xTitle), y);
    if (!y.isLogarithmic()) {
      chart.getStyler().setYAxisMin(0.0);
    }
    chart.getStyler().setAvailableSpaceFill(0.8).setOverlapped(false);
    for (Bars series : bars) {
      List<Double> values = series.values().stream().map(BarChart::drawn).toList();
      if (series.errors().isEmpty()) {
        chart.addSeries(series.name(), categories, values);
      } else {
        List<Double> errors = series.errors().stream().map(BarChart::drawn).toList();
        chart.addSeries(series.name(), categories, values, errors);
      }
    }
    return Drawing.svg(chart);
  }

  private static double drawn(double value) {
    return Double.isFinite(value) ? value : 0;
  }
}
