package io.paxos.checker;

import static io.paxos.checker.Story.BOUND;
import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.history.Call;
import io.paxos.history.Operation;
import org.junit.jupiter.api.Test;

/** Nothing is stuck for good. */
class FinishesAfterHealingTest {

  @Test
  void a_call_that_returns_in_time_is_fine_however_long_it_was_stuck_before() {
    Story story = new Story();
    Call read = story.read();
    story.now = 100 * BOUND;
    story.healed();
    story.now += BOUND / 2;
    story.returned(read, new Operation.NoEffect()).ended();
    assertThat(story.violation()).isEmpty();
  }

  @Test
  void a_call_that_returns_late_is_found() {
    Story story = new Story();
    Call read = story.read();
    story.healed();
    story.now += 2 * BOUND;
    story.returned(read, new Operation.NoEffect());
    assertThat(story.violation()).startsWith("FinishesAfterHealing");
  }

  @Test
  void a_call_after_the_healing_that_returns_late_is_found() {
    Story story = new Story();
    story.healed();
    story.now += 5 * BOUND;
    Call read = story.read();
    story.now += 2 * BOUND;
    story.returned(read, new Operation.NoEffect());
    assertThat(story.violation()).startsWith("FinishesAfterHealing");
  }

  @Test
  void a_call_after_the_healing_that_is_refused_is_found() {
    Story story = new Story();
    story.healed();
    story.now += 1;
    Call write = story.write("x");
    story.returned(write, new Operation.NoEffect());
    assertThat(story.violation()).contains("FinishesAfterHealing", "failed without a fault");
  }

  @Test
  void a_write_after_the_healing_may_be_in_doubt_as_long_as_it_says_so_in_time() {
    Story story = new Story();
    story.healed();
    story.now += 1;
    Call write = story.write("x");
    story.returned(write, new Operation.Maybe()).ended();
    assertThat(story.violation()).isEmpty();
  }

  @Test
  void a_call_that_never_returns_is_found() {
    Story story = new Story();
    story.read();
    story.healed().ended();
    assertThat(story.violation()).startsWith("FinishesAfterHealing");
  }
}
