package io.paxos.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.knowm.xchart.AnnotationLine;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Lines over a common axis, which may be time.
 *
 * @param marks vertical lines, such as something that happened at that time
 */
public record LineChart(String title, Axis x, Axis y, List<Line> lines, List<Mark> marks)
    implements Chart {
  private static final int MANY_POINTS = 40;

  /**
   * A named line through points. A value that has no place on its axis, such as NaN, is a gap.
   *
   * @param errors how far above and below each point the truth may be; empty if that is not told
   */
  public record Line(String name, List<Double> x, List<Double> y, List<Double> errors) {
    /**
     * A line.
     *
     * @throws IllegalArgumentException if the lists are not equally long
     */
    public Line {
      x = List.copyOf(x);
      y = List.copyOf(y);
      errors = List.copyOf(errors);
      if (x.size() != y.size() || (!errors.isEmpty() && errors.size() != x.size())) {
        throw new IllegalArgumentException(
            "line %s has %d places, %d values, and %d errors"
                .formatted(name, x.size(), y.size(), errors.size()));
      }
    }

    /** A line without errors. */
    public Line(String name, List<Double> x, List<Double> y) {
      this(name, x, y, List.of());
    }
  }

  /** Something at one place of the x axis. */
  public record Mark(double x, String label) {}

  /** A chart. */
  public LineChart {
    lines = List.copyOf(lines);
    marks = List.copyOf(marks);
  }

  /** A chart without lines yet. */
  public LineChart(String title, Axis x, Axis y) {
    this(title, x, y, List.of(), List.of());
  }

  /** This chart with a line more. */
  public LineChart with(Line line) {
    List<Line> more = new ArrayList<>(lines);
    more.add(line);
    return new LineChart(title, x, y, more, marks);
  }

  /** This chart with a mark more. */
  public LineChart with(Mark mark) {
    List<Mark> more = new ArrayList<>(marks);
    more.add(mark);
    return new LineChart(title, x, y, lines, more);
  }

  @Override
  public String svg() {
    XYChart chart = new XYChart(Drawing.WIDTH, Drawing.HEIGHT);
    chart.setTitle(title);
    Drawing.style(chart, x, y);
    if (!x.isLogarithmic()) {
      chart.setCustomXAxisTickLabelsFormatter(x::label);
    }
    boolean empty = lines.stream().filter(line -> draw(chart, line)).count() == 0;
    if (empty) {
      return Drawing.nothing(title);
    }
    fitAxes(chart.getStyler());
    marks.forEach(mark -> draw(chart, mark));
    return Drawing.svg(chart);
  }

  /** Whole powers of ten, so that there are labels; from 0, with room for the labels of marks. */
  private void fitAxes(XYStyler styler) {
    double least = least(y, Line::y);
    double greatest = greatest(y, Line::y);
    if (y.isLogarithmic()) {
      double floor = Math.pow(10, Math.floor(Math.log10(least)));
      double ceiling = Math.pow(10, Math.ceil(Math.log10(greatest)));
      styler.setYAxisMin(floor).setYAxisMax(Math.max(ceiling, 10 * floor));
    } else if (least >= 0 && greatest > 0) {
      styler.setYAxisMin(0.0);
      if (!marks.isEmpty()) {
        styler.setYAxisMax(1.1 * greatest);
      }
    }
  }

  /** A line, and its label beside it, where there is more room. */
  private void draw(XYChart chart, Mark mark) {
    double place = x.place(mark.x());
    double from = least(x, Line::x);
    double range = greatest(x, Line::x) - from;
    double aside = range * (mark.label().length() * 3.5 + 6) / Drawing.WIDTH;
    double middle = place - from > 0.8 * range ? place - aside : place + aside;
    chart.addAnnotation(new AnnotationLine(place, true, false));
    double top = Objects.requireNonNullElse(chart.getStyler().getYAxisMax(), greatest(y, Line::y));
    double below = y.isLogarithmic() ? top / 1.15 : top * 0.97;
    chart.addAnnotation(new AnnotationText(mark.label(), middle, below, false));
  }

  private double least(Axis axis, Function<Line, List<Double>> values) {
    return places(axis, values).min().orElse(0);
  }

  private double greatest(Axis axis, Function<Line, List<Double>> values) {
    return places(axis, values).max().orElse(1);
  }

  private DoubleStream places(Axis axis, Function<Line, List<Double>> values) {
    return lines.stream()
        .flatMap(line -> values.apply(line).stream())
        .mapToDouble(axis::place)
        .filter(Double::isFinite);
  }

  /** Whether there was anything to draw. */
  private boolean draw(XYChart chart, Line line) {
    double[] places = line.x().stream().mapToDouble(x::place).toArray();
    double[] values = line.y().stream().mapToDouble(y::place).toArray();
    int[] seen =
        IntStream.range(0, places.length).filter(i -> Double.isFinite(places[i])).toArray();
    if (IntStream.of(seen).noneMatch(i -> Double.isFinite(values[i]))) {
      return false;
    }
    double[] xs = IntStream.of(seen).mapToDouble(i -> places[i]).toArray();
    double[] ys = IntStream.of(seen).mapToDouble(i -> values[i]).toArray();
    XYSeries series =
        line.errors().isEmpty()
            ? chart.addSeries(line.name(), xs, ys)
            : chart.addSeries(
                line.name(),
                xs,
                ys,
                IntStream.of(seen).mapToDouble(i -> line.errors().get(i)).toArray());
    series.setMarker(xs.length > MANY_POINTS ? SeriesMarkers.NONE : SeriesMarkers.CIRCLE);
    return true;
  }
}
