package io.paxos.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;

/** How all charts look, and how XChart's pictures become elements of a page. */
final class Drawing {
  static final int WIDTH = 900;
  static final int HEIGHT = 340;

  /** Stand for colours that the page decides on; XChart draws with colours only. */
  private static final Color INK = new Color(1, 2, 3);

  private static final Color GRID = new Color(4, 5, 6);
  private static final Color NOTHING = new Color(7, 8, 9);

  /** Okabe and Ito's, which people with any colour vision tell apart; not the yellow. */
  private static final Color[] SERIES = {
    new Color(0x0072B2),
    new Color(0xE69F00),
    new Color(0x009E73),
    new Color(0xD55E00),
    new Color(0xCC79A7),
    new Color(0x56B4E9),
    new Color(0x8A8A8A)
  };

  private static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);

  /** Digits that nobody can see; text is drawn as outlines, so there are many of them. */
  private static final Pattern DECIMALS = Pattern.compile("(\\d\\.\\d\\d)\\d+");

  static {
    System.setProperty("java.awt.headless", "true");
  }

  private Drawing() {}

  /** Gives a chart titles, colours, and axes. */
  static void style(Chart<? extends AxesChartStyler, ?> chart, Axis x, Axis y) {
    chart.setXAxisTitle(x.title());
    chart.setYAxisTitle(y.title());
    AxesChartStyler styler = chart.getStyler();
    colour(styler);
    styler.setLegendPosition(LegendPosition.OutsideS).setLegendLayout(LegendLayout.Horizontal);
    styler.setPlotBorderVisible(false).setPlotContentSize(0.98).setMarkerSize(5);
    styler.setPlotGridVerticalLinesVisible(false).setErrorBarsColorSeriesColor(false);
    styler.setXAxisLogarithmic(x.isLogarithmic()).setYAxisLogarithmic(y.isLogarithmic());
    if (y.isLogarithmic()) {
      styler.setYAxisDecimalPattern("0.####");
    } else {
      chart.setCustomYAxisTickLabelsFormatter(y::label);
    }
  }

  private static void colour(AxesChartStyler styler) {
    styler.setSeriesColors(SERIES);
    styler.setChartBackgroundColor(NOTHING).setPlotBackgroundColor(NOTHING);
    styler.setLegendBackgroundColor(NOTHING).setLegendBorderColor(NOTHING);
    styler.setChartFontColor(INK).setXAxisTitleColor(INK).setYAxisTitleColor(INK);
    styler.setAnnotationTextFontColor(INK).setAnnotationLineColor(INK);
    styler.setAxisTickLabelsColor(INK).setErrorBarsColor(INK);
    styler.setXAxisTickLabelsColor(INK).setYAxisTickLabelsColor(INK);
    styler.setAxisTickMarksColor(GRID).setPlotGridLinesColor(GRID);
    styler.setXAxisTickMarksColor(GRID).setYAxisTickMarksColor(GRID);
    styler.setPlotGridLinesStroke(new BasicStroke(1)).setAnnotationTextFont(TEXT);
    styler.setLegendFont(TEXT).setChartTitleFont(TEXT.deriveFont(Font.BOLD, 14));
    styler.setAxisTickLabelsFont(TEXT).setAxisTitleFont(TEXT);
    styler.setAnnotationLineStroke(
        new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 1, new float[] {4, 4}, 0));
  }

  /** The picture as an element that scales, with the page's colours. */
  static String svg(Chart<?, ?> chart) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      VectorGraphicsEncoder.saveVectorGraphic(
          chart, bytes, VectorGraphicsEncoder.VectorGraphicsFormat.SVG);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    String document = bytes.toString(StandardCharsets.UTF_8);
    String picture = document.substring(document.indexOf("<svg"));
    return DECIMALS
        .matcher(picture)
        .replaceAll("$1")
        .replace(css(INK), "currentColor")
        .replace(css(GRID), "var(--grid, #ccc)")
        .replace(css(NOTHING), "none")
        .replaceFirst("<svg", "<svg role=\"img\" aria-label=\"" + label(chart) + "\"");
  }

  private static String css(Color color) {
    return "rgb(%d,%d,%d)".formatted(color.getRed(), color.getGreen(), color.getBlue());
  }

  private static String label(Chart<?, ?> chart) {
    return Matcher.quoteReplacement(Markup.escape(chart.getTitle()));
  }

  /** What stands where there is nothing to draw. */
  static String nothing(String title) {
    return "<p>%s: there is nothing to show.</p>".formatted(Markup.escape(title));
  }
}
