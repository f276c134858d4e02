package io.paxos.checker;

import static io.paxos.checker.Story.A;
import static io.paxos.checker.Story.B;
import static io.paxos.checker.Story.C;
import static io.paxos.checker.Story.p;
import static io.paxos.checker.Story.q;
import static io.paxos.checker.Story.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.history.Call;
import org.junit.jupiter.api.Test;

/** Rule R5 as an observer sees it. */
class RevisionsGrowByOneTest {

  @Test
  void combined_changes_count_each() {
    Story story = new Story();
    Call x = story.write("x");
    Call y = story.write("y");
    Call gone = story.delete();
    story.prepared(p(1), A, B).applied(x, 0, "").applied(y, 1, "x").applied(gone, 2, "y");
    story.accepted(p(1), state(3, "", p(1)), A, B).wrote(gone, 3).wrote(x, 1).wrote(y, 2);
    assertThat(story.violation()).isEmpty();
  }

  @Test
  void a_state_that_only_a_minority_accepted_may_be_built_on() {
    Story story = new Story();
    Call x = story.write("x");
    Call y = story.write("y");
    story.prepared(p(1), A, B).applied(x, 0, "").accepted(p(1), state(1, "x", p(1)), A);
    story.prepared(q(2), A, C).applied(y, 1, "x");
    story.accepted(q(2), state(2, "y", p(1), q(2)), A, C).wrote(y, 2);
    assertThat(story.violation()).isEmpty();
  }

  @Test
  void a_revision_that_jumps_is_found() {
    Story story = new Story();
    Call x = story.write("x");
    story.prepared(p(1), A, B).applied(x, 0, "").accepted(p(1), state(2, "x", p(1)), A, B);
    assertThat(story.violation()).startsWith("RevisionsGrowByOne");
  }

  @Test
  void a_change_of_what_is_not_chosen_is_found() {
    Story story = new Story();
    story.chose(1, "", "x", p(1));
    Call y = story.write("y");
    story.prepared(q(2), B, C).applied(y, 1, "other");
    story.accepted(q(2), state(2, "y", q(2)), B, C);
    assertThat(story.violation()).startsWith("RevisionsGrowByOne");
  }

  @Test
  void a_read_that_moves_the_revision_is_found() {
    Story story = new Story();
    story.chose(1, "", "x", p(1)).prepared(q(2), B, C);
    story.accepted(q(2), state(2, "x", p(1)), B, C);
    assertThat(story.violation()).startsWith("RevisionsGrowByOne");
  }

  @Test
  void a_delete_of_nothing_that_moves_the_revision_is_found() {
    Story story = new Story();
    Call gone = story.delete();
    story.prepared(p(1), A, B).applied(gone, 0, "").accepted(p(1), state(1, "", p(1)), A, B);
    assertThat(story.violation()).startsWith("RevisionsGrowByOne");
  }
}
