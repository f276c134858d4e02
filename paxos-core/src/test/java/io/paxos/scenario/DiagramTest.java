package io.paxos.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is drawn, to the character. */
class DiagramTest {
  private final Diagram diagram = new Diagram(List.of("P", "A", "B"));

  @Test
  void a_diagram_reads_from_left_to_right_and_downwards() {
    diagram.note("P", "set \"x\"");
    diagram.arrow("P", "A", "prepare 1.P", Diagram.Fate.ARRIVED);
    diagram.arrow("P", "B", "prepare 1.P", Diagram.Fate.ARRIVED);
    diagram.arrow("B", "P", "promise", Diagram.Fate.ARRIVED);
    diagram.lost("A", "P", "promise");
    diagram.at(Duration.ofMillis(1500));
    diagram.arrow("P", "B", "accept 1.P", Diagram.Fate.HELD);
    diagram.at(Duration.ofNanos(1_500_250_000));
    diagram.arrow("P", "A", "accept 1.P", Diagram.Fate.LATE);
    diagram.end("P", "crash");
    diagram.mark("healed");
    diagram.note("P", "restart");

    assertThat(diagram.text())
        .isEqualTo(
            """
                       P                 A                 B
                       * set "x"         |                 |
                       |-- prepare 1.P ->|---------------->|
                       |<----------------|------ promise --|
                       |   x-- promise --|                 |
               1500ms  |-- accept 1.P ---|-------------o   |
            1500.25ms  |~~ accept 1.P ~~>|                 |
                       * crash           |                 |
                       === healed ==========================
                       * restart         |                 |
            """);
  }

  @Test
  void a_place_that_is_down_shows_it_until_something_happens_there() {
    diagram.end("A", "crash");
    diagram.note("P", "read");
    diagram.note("A", "restart");
    diagram.note("P", "read");

    assertThat(diagram.text())
        .isEqualTo(
            """
            P         A         B
            |         * crash   |
            * read    :         |
            |         * restart |
            * read    |         |
            """);
  }

  @Test
  void messages_are_drawn_together_only_if_they_tell_the_same_onwards() {
    diagram.arrow("P", "A", "read", Diagram.Fate.ARRIVED);
    diagram.arrow("P", "A", "read", Diagram.Fate.ARRIVED);
    diagram.arrow("P", "B", "read", Diagram.Fate.LATE);
    diagram.arrow("A", "P", "same", Diagram.Fate.ARRIVED);
    diagram.arrow("A", "B", "same", Diagram.Fate.ARRIVED);

    assertThat(diagram.text().lines()).hasSize(6);
  }

  @Test
  void what_does_not_fit_is_cut_and_no_line_is_too_long() {
    Diagram wide = new Diagram(List.of("P", "Q", "R", "S", "A", "B", "C", "D", "E"));
    String label = "accept 123.P r4 \"" + "x".repeat(100) + '"';
    wide.arrow("P", "Q", label, Diagram.Fate.ARRIVED);
    wide.arrow("E", "P", label, Diagram.Fate.LOST);
    wide.note("E", label);
    wide.mark("m".repeat(500));

    assertThat(wide.text().lines())
        .allMatch(line -> line.length() <= Drawing.WIDTH)
        .anyMatch(line -> line.startsWith("|-- acc.. ->|"));
  }

  @Test
  void the_places_are_named_again_in_a_long_diagram() {
    for (int i = 0; i < 101; i++) {
      diagram.note("A", Integer.toString(i));
    }
    assertThat(diagram.text().lines().filter(line -> line.startsWith("P "))).hasSize(3);
  }

  @Test
  void a_place_must_be_known_and_nobody_writes_to_himself() {
    assertThatThrownBy(() -> diagram.note("Z", "?"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no place Z");
    assertThatThrownBy(() -> diagram.arrow("A", "A", "?", Diagram.Fate.ARRIVED))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
