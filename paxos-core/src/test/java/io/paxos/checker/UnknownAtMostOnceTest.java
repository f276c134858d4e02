package io.paxos.checker;

import static io.paxos.checker.Story.A;
import static io.paxos.checker.Story.B;
import static io.paxos.checker.Story.p;
import static io.paxos.checker.Story.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.history.Call;
import io.paxos.history.Operation;
import org.junit.jupiter.api.Test;

/** Rule R7: nothing is applied twice. */
class UnknownAtMostOnceTest {

  @Test
  void a_call_in_doubt_may_be_chosen_later_and_be_tried_again_on_something_else() {
    Story story = new Story();
    Call x = story.write("x");
    story.prepared(p(1), A, B).applied(x, 0, "").accepted(p(1), state(1, "x", p(1)), A);
    story.chose(1, "", "y", p(2)).applied(x, 1, "y").returned(x, new Operation.Maybe());
    story.prepared(p(3), A, B).accepted(p(3), state(2, "x", p(3)), A, B);
    assertThat(story.violation()).isEmpty();
  }

  @Test
  void a_call_that_is_chosen_twice_is_found() {
    Story story = new Story();
    Call x = story.write("x");
    story.prepared(p(1), A, B).applied(x, 0, "").accepted(p(1), state(1, "x", p(1)), A, B);
    story.returned(x, new Operation.Maybe()).chose(2, "x", "y", p(2)).applied(x, 2, "y");
    story.prepared(p(3), A, B).accepted(p(3), state(3, "x", p(3)), A, B);
    assertThat(story.violation()).startsWith("UnknownAtMostOnce");
  }

  @Test
  void a_delete_that_is_chosen_twice_is_found_when_it_is_acknowledged() {
    Story story = new Story();
    story.chose(1, "", "x", p(1));
    Call gone = story.delete();
    story.applied(gone, 1, "x").prepared(p(2), A, B);
    story.accepted(p(2), state(2, "", p(2)), A, B).chose(3, "", "y", p(3));
    story.applied(gone, 3, "y").prepared(p(4), A, B);
    story.applied(story.delete(), 3, "y");
    story.accepted(p(4), state(4, "", p(4)), A, B).wrote(gone, 4);
    assertThat(story.violation()).startsWith("UnknownAtMostOnce");
  }

  @Test
  void a_delete_that_is_acknowledged_where_another_was_chosen_is_found() {
    Story story = new Story();
    story.chose(1, "", "x", p(1));
    Call one = story.delete();
    Call other = story.delete();
    story.applied(one, 1, "x").prepared(p(2), A, B);
    story.accepted(p(2), state(2, "", p(2)), A, B).wrote(other, 2);
    assertThat(story.violation()).startsWith("UnknownAtMostOnce").contains("another call");
  }

  @Test
  void two_deletes_of_the_same_are_not_acknowledged_both() {
    Story story = new Story();
    story.chose(1, "", "x", p(1));
    Call one = story.delete();
    Call other = story.delete();
    story.applied(one, 1, "x").applied(other, 1, "x").prepared(p(2), A, B);
    story.accepted(p(2), state(2, "", p(2)), A, B).wrote(one, 2);
    assertThat(story.violation()).isEmpty();
    story.wrote(other, 2);
    assertThat(story.violation()).startsWith("UnknownAtMostOnce");
  }
}
