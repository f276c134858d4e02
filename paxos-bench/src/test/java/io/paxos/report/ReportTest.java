package io.paxos.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class ReportTest {
  private static final Table TABLE =
      Table.of("operation", "p99").row("read|write", "2.0 ms").row("<cas>", 10);

  @Test
  void a_table_is_markdown_with_numbers_on_the_right() {
    assertThat(TABLE.markdown())
        .isEqualTo(
            """
            | operation | p99 |
            | --- | ---: |
            | read\\|write | 2.0 ms |
            | <cas> | 10 |
            """);
  }

  @Test
  void a_table_is_text_with_aligned_columns() {
    assertThat(TABLE.text())
        .isEqualTo(
            """
            operation      p99
            read|write  2.0 ms
            <cas>           10
            """);
  }

  @Test
  void a_row_must_fit_the_header() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TABLE.row("alone"))
        .withMessageContaining("[alone]")
        .withMessageContaining("2 cells");
  }

  @Test
  void a_page_stands_alone_and_escapes_what_it_is_given() {
    String html = new Page("a < b").table(TABLE).paragraph("x & y").chart(lines()).html();
    assertThat(html).contains("<h1>a &lt; b</h1>", "<td>&lt;cas&gt;</td>", "x &amp; y", "<svg ");
    assertThat(html).doesNotContain("src=", "@import", "url(http", "<script");
  }

  @Test
  void charts_are_elements_that_take_the_colours_of_the_page() throws Exception {
    BarChart bars =
        new BarChart("bars", "", Axis.linear("ns"), List.of("one", "two"))
            .with(new BarChart.Bars("before", List.of(1.0, Double.NaN), List.of(0.1, Double.NaN)));
    for (Chart chart : List.of(lines(), bars)) {
      String svg = chart.svg();
      var document =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(svg)));
      assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
      assertThat(svg).contains("currentColor", "var(--grid").doesNotContain("rgb(1,2,3)");
    }
  }

  @Test
  void a_chart_of_nothing_says_so() {
    LineChart empty =
        new LineChart("latency", Axis.linear("s"), Axis.logarithmic("ms"))
            .with(new LineChart.Line("p50", List.of(1.0), List.of(0.0)));
    assertThat(empty.svg()).contains("latency", "nothing to show");
  }

  @Test
  void the_machine_tells_what_matters_and_no_paths() {
    Machine machine = Machine.here();
    assertThat(machine.cores()).isPositive();
    assertThat(machine.memoryMebibytes()).isPositive();
    assertThat(machine.options()).noneMatch(option -> option.contains("/"));
    assertThat(machine.table().text()).contains(machine.processor(), machine.jdk());
  }

  private static LineChart lines() {
    return new LineChart("a \"b\" $1", Axis.nines("percentile"), Axis.logarithmic("ms"))
        .with(new LineChart.Line("p50", List.of(0.0, 0.9, 1.0), List.of(0.1, 20.0, 30.0)))
        .with(new LineChart.Mark(0.5, "kill:n2"));
  }
}
