package io.paxos.checker;

import static io.paxos.checker.Story.A;
import static io.paxos.checker.Story.B;
import static io.paxos.checker.Story.C;
import static io.paxos.checker.Story.p;
import static io.paxos.checker.Story.q;
import static io.paxos.checker.Story.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.history.Call;
import io.paxos.history.Operation;
import org.junit.jupiter.api.Test;

/** Rule R7: what was refused is not in. */
class RejectedHasNoEffectTest {

  @Test
  void a_rejected_call_that_lost_its_round_is_fine() {
    Story story = new Story();
    Call x = story.compareAndSet(0, "x");
    story.prepared(p(1), A, B).applied(x, 0, "").accepted(p(1), state(1, "x", p(1)), A);
    Call y = story.write("y");
    story.prepared(q(2), B, C).applied(y, 0, "").accepted(q(2), state(1, "y", q(2)), B, C);
    story.wrote(y, 1).saw(x, 1, "y");
    assertThat(story.violation()).isEmpty();
  }

  @Test
  void a_call_that_is_rejected_after_it_was_chosen_is_found() {
    Story story = new Story();
    Call x = story.compareAndSet(0, "x");
    story.prepared(p(1), A, B).applied(x, 0, "").accepted(p(1), state(1, "x", p(1)), A, B);
    story.saw(x, 1, "x");
    assertThat(story.violation()).startsWith("RejectedHasNoEffect");
  }

  @Test
  void a_call_that_is_chosen_after_it_was_refused_is_found() {
    Story story = new Story();
    Call x = story.write("x");
    story.prepared(p(1), A, B).applied(x, 0, "").accepted(p(1), state(1, "x", p(1)), A);
    story.returned(x, new Operation.NoEffect()).accepted(p(1), state(1, "x", p(1)), B);
    assertThat(story.violation()).startsWith("RejectedHasNoEffect");
  }

  @Test
  void a_refused_call_below_the_last_of_a_combined_round_is_found() {
    Story story = new Story();
    Call x = story.write("x");
    Call y = story.write("y");
    story.prepared(p(1), A, B).applied(x, 0, "").applied(y, 1, "x");
    story.returned(x, new Operation.NoEffect());
    story.accepted(p(1), state(2, "y", p(1)), A, B);
    assertThat(story.violation()).startsWith("RejectedHasNoEffect");
  }
}
