package io.paxos.scenario;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** The layout of a {@link Diagram}: columns just wide enough for their labels, within a bound. */
final class Drawing {
  /** The longest line, in characters. */
  static final int WIDTH = 140;

  private static final int MIN_GAP = 10;
  private static final int MAX_MARGIN = 36;
  private static final int ROWS_A_HEADER = 50;

  private final List<String> places;
  private final List<Diagram.Row> rows;
  private final boolean[] down;
  private final int timeWidth;
  private final int gap;
  private final StringBuilder text = new StringBuilder();

  Drawing(List<String> places, List<Diagram.Row> rows) {
    this.places = places;
    this.rows = List.copyOf(rows);
    this.down = new boolean[places.size()];
    this.timeWidth = timeWidth();
    this.gap = gap();
  }

  String text() {
    Duration shown = Duration.ZERO;
    for (int i = 0; i < rows.size(); i++) {
      if (i % ROWS_A_HEADER == 0) {
        appendHeader();
      }
      Diagram.Row row = rows.get(i);
      char[] line = blank();
      drawTime(line, row.at().equals(shown) ? "" : time(row.at()));
      shown = row.at();
      draw(line, row);
      append(line);
    }
    return text.toString();
  }

  private void draw(char[] line, Diagram.Row row) {
    if (row instanceof Diagram.Mark mark) {
      write(line, timeWidth, "=== " + mark.text() + " ");
      int end = x(places.size() - 1) + 1;
      Arrays.fill(line, Math.min(end, timeWidth + mark.text().length() + 5), end, '=');
      return;
    }
    for (int place = 0; place < places.size(); place++) {
      line[x(place)] = down[place] ? ':' : '|';
    }
    if (row instanceof Diagram.Note note) {
      write(line, x(note.place()), "* " + note.text());
      down[note.place()] = !note.alive();
    } else {
      drawArrow(line, (Diagram.Arrow) row);
    }
  }

  private void drawArrow(char[] line, Diagram.Arrow arrow) {
    int step = arrow.isRightwards() ? 1 : -1;
    int start = x(arrow.from()) + step;
    int end = x(arrow.farthest()) - step * (arrow.fate().reachesItsEnd() ? 1 : 4);
    for (int at = start; at != end; at += step) {
      line[at] = line[at] == ' ' ? arrow.fate().line : line[at];
    }
    line[end] = arrow.fate().head(arrow.isRightwards());
    for (int to : arrow.to().subList(0, arrow.to().size() - 1)) {
      line[x(to) - step] = arrow.fate().head(arrow.isRightwards());
    }
    int nearest = x(arrow.to().get(0)) - (arrow.fate().reachesItsEnd() ? 0 : 3 * step);
    String label = " " + cut(arrow.label(), Math.abs(nearest - start) - 6) + " ";
    write(line, arrow.isRightwards() ? start + 2 : start - 1 - label.length(), label);
  }

  private void appendHeader() {
    char[] line = blank();
    for (int place = 0; place < places.size(); place++) {
      write(line, x(place), cut(places.get(place), gap - 1));
    }
    append(line);
  }

  private int x(int place) {
    return timeWidth + place * gap;
  }

  private static char[] blank() {
    char[] line = new char[WIDTH];
    Arrays.fill(line, ' ');
    return line;
  }

  private static void write(char[] line, int start, String words) {
    String fitting = cut(words, line.length - start);
    fitting.getChars(0, fitting.length(), line, start);
  }

  private void append(char[] line) {
    text.append(new String(line).stripTrailing()).append('\n');
  }

  private static String cut(String words, int length) {
    return words.length() <= length ? words : words.substring(0, Math.max(0, length - 2)) + "..";
  }

  private void drawTime(char[] line, String time) {
    if (timeWidth > 0) {
      write(line, timeWidth - 2 - time.length(), time);
    }
  }

  private int timeWidth() {
    boolean timeless = rows.stream().allMatch(row -> row.at().isZero());
    return timeless
        ? 0
        : 2 + rows.stream().mapToInt(row -> time(row.at()).length()).max().orElse(0);
  }

  /** Milliseconds, with as many digits as it takes. */
  private static String time(Duration at) {
    return BigDecimal.valueOf(at.toNanos(), 6).stripTrailingZeros().toPlainString() + "ms";
  }

  /** Wide enough for every label between its sender and the first receiver, if there is room. */
  private int gap() {
    int needed = MIN_GAP;
    int margin = 0;
    for (Diagram.Row row : rows) {
      if (row instanceof Diagram.Arrow arrow) {
        int gaps = Math.abs(arrow.to().get(0) - arrow.from());
        int room = arrow.label().length() + (arrow.fate().reachesItsEnd() ? 7 : 10);
        needed = Math.max(needed, (room + gaps - 1) / gaps);
      } else if (row instanceof Diagram.Note note && note.place() == places.size() - 1) {
        margin = Math.max(margin, Math.min(MAX_MARGIN, note.text().length() + 3));
      }
    }
    int gaps = Math.max(1, places.size() - 1);
    return Math.min(needed, (WIDTH - 1 - timeWidth - margin) / gaps);
  }
}
