package io.paxos.checker;

import static io.paxos.checker.Story.A;
import static io.paxos.checker.Story.B;
import static io.paxos.checker.Story.holding;
import static io.paxos.checker.Story.p;
import static io.paxos.checker.Story.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.acceptor.AcceptorRow;
import org.junit.jupiter.api.Test;

/** Rule R3 as an observer sees it. */
class OneValuePerBallotTest {

  @Test
  void one_state_may_be_proposed_to_many_and_again() {
    Story story = new Story();
    story.prepared(p(1), A, B).accepted(p(1), state(1, "x", p(1)), A, A);
    assertThat(story.violation()).isEmpty();
  }

  @Test
  void a_second_state_under_one_ballot_is_found() {
    Story story = new Story();
    story.prepared(p(1), A, B).proposed(p(1), state(1, "x", p(1)), A);
    story.proposed(p(1), state(1, "y", p(1)), B);
    assertThat(story.violation()).startsWith("OneValuePerBallot").contains("proposed by a#1");
  }

  @Test
  void a_second_history_under_one_ballot_is_found_though_the_value_is_the_same() {
    Story story = new Story();
    story.prepared(p(1), A, B).proposed(p(1), state(1, "x", p(1)), A);
    story.proposed(p(1), state(1, "x"), B);
    assertThat(story.violation()).startsWith("OneValuePerBallot");
  }

  @Test
  void an_accepted_state_that_was_not_proposed_is_found() {
    Story story = new Story();
    story.prepared(p(1), A, B).proposed(p(1), state(1, "x", p(1)), A);
    story.write(A, new AcceptorRow(p(1), holding(p(1), state(1, "y", p(1)))));
    assertThat(story.violation()).startsWith("OneValuePerBallot").contains("accepted by " + A);
  }
}
