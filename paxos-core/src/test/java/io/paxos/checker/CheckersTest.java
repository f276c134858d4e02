package io.paxos.checker;

import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.history.Call;
import io.paxos.protocol.Key;
import io.paxos.protocol.Prepare;
import org.junit.jupiter.api.Test;

/** All checkers together. */
class CheckersTest {
  @Test
  void an_orderly_run_has_no_violation() {
    Story story = new Story();
    story.chose(1, "", "x", Story.p(1)).chose(2, "x", "y", Story.p(2));
    story.saw(story.read(), 2, "y").healed().ended();
    assertThat(story.violation()).isEmpty();
  }

  @Test
  void the_first_violation_stays_and_is_told_with_the_name_of_its_checker() {
    Story story = new Story();
    story.chose(1, "", "x", Story.p(1)).saw(story.read(), 1, "y");
    String first = story.violation();
    assertThat(first).startsWith("ChosenStaysChosen: ");
    story.checkers().sent(Story.P, Story.A, new Prepare(Story.KEY, Story.q(9)));
    story.ended();
    assertThat(story.violation()).isEqualTo(first);
  }

  @Test
  void what_only_the_end_shows_is_found_at_the_end() {
    Story story = new Story();
    story.chose(1, "", "x", Story.p(1)).chose(2, "x", "y", Story.p(2));
    story.now = 100;
    Call read = story.read();
    story.checkers().returned(Story.lateRead(read, 1, "x"));
    assertThat(story.violation()).isEmpty();
    story.ended();
    assertThat(story.violation()).startsWith("Linearizability: r/k: ");
  }

  @Test
  void registers_do_not_disturb_each_other() {
    Story story = new Story();
    story.chose(1, "", "x", Story.p(1));
    story.checkers().sent(Story.P, Story.A, new Prepare(Key.register("other"), Story.p(2)));
    story.chose(2, "x", "y", Story.p(3)).ended();
    assertThat(story.violation()).isEmpty();
  }
}
