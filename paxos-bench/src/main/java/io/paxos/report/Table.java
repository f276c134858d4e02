package io.paxos.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table that can be written as HTML, Markdown, and aligned text. Columns of numbers stand right.
 * Immutable.
 */
public record Table(List<String> header, List<List<String>> rows) {
  private static final Pattern NUMBER = Pattern.compile("[-+−±]?[0-9].*|[-–—]?");

  /**
   * A table.
   *
   * @throws IllegalArgumentException if a row is longer or shorter than the header
   */
  public Table {
    header = List.copyOf(header);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<String> row : rows) {
      if (row.size() != header.size()) {
        throw new IllegalArgumentException(
            "row " + row + " does not have the " + header.size() + " cells of the header");
      }
    }
  }

  /** A table without rows yet. */
  public static Table of(String... header) {
    return new Table(Arrays.asList(header), List.of());
  }

  /** This table with one row more, of the texts of these values. */
  public Table row(Object... cells) {
    List<List<String>> more = new ArrayList<>(rows);
    more.add(Arrays.stream(cells).map(String::valueOf).toList());
    return new Table(header, more);
  }

  /** As an HTML element. */
  public String html() {
    String body = rows.stream().map(row -> htmlRow("td", row)).collect(Collectors.joining());
    return "<table>\n<thead>\n%s</thead>\n<tbody>\n%s</tbody>\n</table>\n"
        .formatted(htmlRow("th", header), body);
  }

  private String htmlRow(String element, List<String> cells) {
    return IntStream.range(0, cells.size())
        .mapToObj(
            i ->
                "<%s%s>%s</%s>"
                    .formatted(
                        element,
                        isNumeric(i) ? " class=\"number\"" : "",
                        Markup.escape(cells.get(i)),
                        element))
        .collect(Collectors.joining("", "<tr>", "</tr>\n"));
  }

  /** As a table of GitHub's Markdown. */
  public String markdown() {
    List<String> rules =
        IntStream.range(0, header.size()).mapToObj(i -> isNumeric(i) ? "---:" : "---").toList();
    StringBuilder text = new StringBuilder(markdownRow(header)).append(markdownRow(rules));
    rows.forEach(row -> text.append(markdownRow(row)));
    return text.toString();
  }

  private static String markdownRow(List<String> cells) {
    return cells.stream()
        .map(cell -> cell.replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  /** As lines of text with aligned columns. */
  public String text() {
    int[] widths =
        IntStream.range(0, header.size())
            .map(i -> Math.max(header.get(i).length(), widestCell(i)))
            .toArray();
    StringBuilder text = new StringBuilder(textRow(header, widths));
    rows.forEach(row -> text.append(textRow(row, widths)));
    return text.toString();
  }

  private int widestCell(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }

  private String textRow(List<String> cells, int[] widths) {
    return IntStream.range(0, cells.size())
            .mapToObj(
                i -> {
                  String padding = " ".repeat(widths[i] - cells.get(i).length());
                  return isNumeric(i) ? padding + cells.get(i) : cells.get(i) + padding;
                })
            .collect(Collectors.joining("  "))
            .stripTrailing()
        + "\n";
  }

  private boolean isNumeric(int column) {
    return column > 0
        && rows.stream().allMatch(row -> NUMBER.matcher(row.get(column)).matches())
        && !rows.isEmpty();
  }
}
