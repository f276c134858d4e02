package io.paxos.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The language of scenarios, and what is said of a bad one. */
class ScenarioTest {
  @Test
  void a_scenario_is_prose_and_script_and_trace() {
    Scenario scenario = scenario("# Title", "", "acceptors A", "---", "P A", "---");

    assertThat(scenario.title()).isEqualTo("Title");
    assertThat(scenario.script()).containsExactly("# Title", "", "acceptors A");
    assertThat(scenario.trace()).isEqualTo("P A\n---\n");
  }

  @Test
  void a_scenario_without_a_title_is_refused() {
    assertThatThrownBy(() -> scenario("acceptors A"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("x.txt:1: a scenario begins with its title");
  }

  @Test
  void a_line_of_no_known_form_is_refused_with_the_forms_that_come_close() {
    assertThatThrownBy(() -> run("hold A, B"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "x.txt:4: hold A, B\nit is none of\n  hold|lose|duplicate|deliver A,B->P [KIND]");
    assertThatThrownBy(() -> run("P: sit \"x\""))
        .hasMessageStartingWith("x.txt:4: P: sit \"x\"\nit is none of\n  P: set \"x\"");
    assertThatThrownBy(() -> run("jump"))
        .hasMessageContaining("acceptors A B C", "wait 2s", "expect P:");
  }

  @Test
  void a_line_that_makes_no_sense_here_is_refused() {
    assertThatThrownBy(() -> run("crash Z")).hasMessageContaining("no acceptor or proposer Z");
    assertThatThrownBy(() -> run("Z: read")).hasMessageContaining("there is no proposer Z");
    assertThatThrownBy(() -> run("crash P", "P: read")).hasMessageContaining("P is down");
    assertThatThrownBy(() -> run("expect P: unknown")).hasMessageContaining("no call P");
    assertThatThrownBy(() -> run("acceptors A")).hasMessageContaining("acceptor A already");
    assertThatThrownBy(() -> run("proposers A")).hasMessageContaining("A is there");
    assertThatThrownBy(() -> run("lose P->Z")).hasMessageContaining("no acceptor or proposer Z");
  }

  @Test
  void an_expectation_that_is_not_met_says_what_is_so_and_shows_the_trace() {
    assertThatThrownBy(() -> run("P: set \"x\"", "expect P: committed r2 \"x\""))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith(
            "x.txt:5: expect P: committed r2 \"x\"\nit is: committed r1 \"x\"\n")
        .hasMessageContaining("* = committed r1 \"x\"");
  }

  @Test
  void a_change_of_membership_is_told_step_by_step() {
    String[] lines = {
      "spare D",
      "P: begin A B C D, prepare 2 accept 3",
      "expect P: era 2 copying",
      "P: install on A B",
      "expect P: not fenced",
      "P: install",
      "expect P: fenced",
      "P: list on A",
      "expect P: too few listed",
      "P: advance",
      "expect P: era 3 joint",
      "P: abort",
      "expect P: era 4 stable",
      "P: begin A B C D",
      "expect P: refused: acceptor D has left the cluster once and is never admitted again (rule M6)"
    };

    assertThat(run(lines)).contains("install era 2", "installed", "scan (era 2)", "page empty");
    assertThatThrownBy(() -> run("P: begin Z")).hasMessageContaining("no acceptor Z");
    assertThatThrownBy(() -> run("P: begone")).hasMessageContaining("P: begin B C D");
  }

  @Test
  void every_run_leaves_the_same_trace() {
    String[] lines = {"lose P->B", "P: increment", "wipe A", "P: read within 3s", "wait 10s"};

    assertThat(run(lines)).isEqualTo(run(lines)).contains("not answered");
  }

  @Test
  void what_waits_can_be_released_once_or_delivered_for_good() {
    String once = run("hold P->any prepare", "P: set \"x\"", "release P->A", "P: read");
    assertThat(once).contains("~~ prepare 1.P ~~").doesNotContain("accept 1.P");

    String forGood = run("hold P->any prepare", "P: set \"x\"", "heal");
    assertThat(forGood).contains("~~ prepare 1.P ~~", "= committed r1 \"x\"");
  }

  @Test
  void the_example_for_contributors_runs() throws IOException {
    String page = Files.readString(Path.of("../CONTRIBUTING.md"));
    int start = page.indexOf("# A write that meets a conflict");
    String example = page.substring(start, page.indexOf("```", start));

    assertThat(Scenario.parse(Path.of("CONTRIBUTING.md"), example).run()).contains("conflict");
  }

  private static String run(String... lines) {
    List<String> all = new ArrayList<>(List.of("# T", "acceptors A B C", "proposers P"));
    all.addAll(List.of(lines));
    return scenario(all.toArray(String[]::new)).run();
  }

  private static Scenario scenario(String... lines) {
    return Scenario.parse(Path.of("x.txt"), String.join("\n", lines) + "\n");
  }
}
