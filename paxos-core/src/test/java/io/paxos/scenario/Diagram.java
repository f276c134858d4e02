package io.paxos.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A space–time diagram as plain text: a column for each place, time downwards, a line for each
 * event. Confined to one thread.
 *
 * <pre>
 * P                      A                      B
 * * set "x"              |                      |
 * |-- prepare 1.P ------>|--------------------->|     arrives at A, then at B
 * |&lt;-------- promise ----|                      |
 * |                 x----|------- promise ------|     lost
 * |-- accept 1.P --o     |                      |     held on its way
 * |~~ accept 1.P ~~~~~~~>|                      |     arrives late
 * * crash                |                      |
 * :                      |                      |     down
 * </pre>
 */
public final class Diagram {
  private final List<String> places;
  private final List<Row> rows = new ArrayList<>();
  private Duration now = Duration.ZERO;

  /** How a message fares. */
  public enum Fate {
    /** It arrives. */
    ARRIVED('-', '>', '<'),
    /** It arrives when something else has overtaken it. */
    LATE('~', '>', '<'),
    /** It never arrives. */
    LOST('-', 'x', 'x'),
    /** It is on its way, and stays there for now. */
    HELD('-', 'o', 'o');

    final char line;
    private final char headRight;
    private final char headLeft;

    Fate(char line, char headRight, char headLeft) {
      this.line = line;
      this.headRight = headRight;
      this.headLeft = headLeft;
    }

    char head(boolean rightwards) {
      return rightwards ? headRight : headLeft;
    }

    boolean reachesItsEnd() {
      return this == ARRIVED || this == LATE;
    }
  }

  /** A line of the diagram, at this time since the beginning. */
  sealed interface Row permits Arrow, Note, Mark {
    Duration at();
  }

  /**
   * One message, or the same one to several places on one side of the sender, the nearest first.
   */
  record Arrow(Duration at, int from, List<Integer> to, String label, Fate fate) implements Row {
    Arrow {
      to = List.copyOf(to);
    }

    boolean isRightwards() {
      return to.get(0) > from;
    }

    int farthest() {
      return to.get(to.size() - 1);
    }

    /** This arrow with the head of the next one, if they tell the same. */
    Optional<Arrow> with(Arrow next) {
      boolean onwards = isRightwards() ? next.to.get(0) > farthest() : next.to.get(0) < farthest();
      boolean same =
          fate.reachesItsEnd() && onwards && next.equals(new Arrow(at, from, next.to, label, fate));
      if (!same) {
        return Optional.empty();
      }
      List<Integer> all = new ArrayList<>(to);
      all.addAll(next.to);
      return Optional.of(new Arrow(at, from, all, label, fate));
    }
  }

  /**
   * Something that happens at a place.
   *
   * @param alive whether the place is up afterwards
   */
  record Note(Duration at, int place, String text, boolean alive) implements Row {}

  /** Something that happens everywhere. */
  record Mark(Duration at, String text) implements Row {}

  /**
   * An empty diagram.
   *
   * @param places from left to right, each once
   */
  public Diagram(List<String> places) {
    this.places = List.copyOf(places);
  }

  /** What is added from now on happens at this time since the beginning. */
  public void at(Duration time) {
    now = time;
  }

  /** A message. */
  public void arrow(String from, String to, String label, Fate fate) {
    Arrow arrow = new Arrow(now, index(from), List.of(index(to)), label, fate);
    if (arrow.from() == arrow.farthest()) {
      throw new IllegalArgumentException("a message from " + from + " to itself: " + label);
    }
    int last = rows.size() - 1;
    Optional<Arrow> merged =
        last >= 0 && rows.get(last) instanceof Arrow before ? before.with(arrow) : Optional.empty();
    if (merged.isPresent()) {
      rows.set(last, merged.get());
    } else {
      rows.add(arrow);
    }
  }

  /** A message that never arrives. */
  public void lost(String from, String to, String label) {
    arrow(from, to, label, Fate.LOST);
  }

  /** Something that happens at a place that is up. */
  public void note(String place, String text) {
    rows.add(new Note(now, index(place), text, true));
  }

  /** Something that ends a place, until the next note there. */
  public void end(String place, String text) {
    rows.add(new Note(now, index(place), text, false));
  }

  /** Something that happens everywhere. */
  public void mark(String text) {
    rows.add(new Mark(now, text));
  }

  /** The diagram; lines end in a line feed, none is longer than {@link Drawing#WIDTH}. */
  public String text() {
    return new Drawing(places, rows).text();
  }

  @Override
  public String toString() {
    return text();
  }

  private int index(String place) {
    int index = places.indexOf(place);
    if (index < 0) {
      throw new IllegalArgumentException("no place " + place + " among " + places);
    }
    return index;
  }
}
