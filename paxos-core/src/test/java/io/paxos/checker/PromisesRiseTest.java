package io.paxos.checker;

import static io.paxos.checker.Story.A;
import static io.paxos.checker.Story.B;
import static io.paxos.checker.Story.KEY;
import static io.paxos.checker.Story.P;
import static io.paxos.checker.Story.accept;
import static io.paxos.checker.Story.holding;
import static io.paxos.checker.Story.p;
import static io.paxos.checker.Story.q;
import static io.paxos.checker.Story.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.acceptor.AcceptorRow;
import io.paxos.protocol.Accept;
import io.paxos.protocol.Accepted;
import io.paxos.protocol.Prepare;
import io.paxos.protocol.Promised;
import io.paxos.protocol.Report;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Rules R1 and R2 as an observer sees them. */
class PromisesRiseTest {

  @Test
  void promises_that_rise_over_a_restart_are_fine() {
    Story story = new Story();
    story.prepared(p(1), A, B).reopened(A).prepared(p(2), A).accepted(p(2), state(1, "x"), A);
    assertThat(story.violation()).isEmpty();
  }

  @Test
  void a_promise_on_the_disk_that_falls_is_found() {
    Story story = new Story();
    story.prepared(p(2), A).write(A, new AcceptorRow(p(1), new Report.Bare(0)));
    assertThat(story.violation()).startsWith("PromisesRise").contains("had promised 2@a#1");
  }

  @Test
  void an_accepted_state_that_is_gone_is_found() {
    Story story = new Story();
    story.prepared(p(2), A).accepted(p(2), state(1, "x"), A);
    story.write(A, new AcceptorRow(p(2), new Report.Bare(0)));
    assertThat(story.violation()).startsWith("PromisesRise").contains("had accepted");
  }

  @Test
  void a_row_that_is_gone_after_a_restart_is_found() {
    Story story = new Story();
    story.prepared(p(2), A);
    story.checkers().reopened(A, Map.of());
    assertThat(story.violation()).startsWith("PromisesRise");
  }

  @Test
  void a_ballot_that_is_promised_twice_is_found() {
    Story story = new Story();
    story.prepared(p(1), A).prepared(p(1), A);
    assertThat(story.violation()).isNotEmpty();
  }

  @Test
  void a_promise_given_twice_to_a_duplicate_is_found() {
    Story story = new Story();
    story.prepared(p(1), A);
    story
        .checkers()
        .replied(A, new Prepare(KEY, p(1)), new Promised(new Report.Bare(0)), story.row(A));
    assertThat(story.violation()).startsWith("PromisesRise").contains("grants a prepare");
  }

  @Test
  void a_promise_below_the_next_ballot_of_an_accept_is_found() {
    Story story = new Story();
    story.prepared(p(1), A);
    story.acceptedWith(new Accept(KEY, p(1), state(1, "x"), Optional.of(p(4))), A);
    story
        .checkers()
        .replied(A, new Prepare(KEY, q(3)), new Promised(new Report.Bare(0)), story.row(A));
    assertThat(story.violation()).startsWith("PromisesRise").contains("has promised 4@a#1");
  }

  @Test
  void an_accept_below_a_promise_is_found() {
    Story story = new Story();
    story.prepared(p(1), A).prepared(q(2), A);
    story.checkers().sent(P, A, accept(p(1), state(1, "x")));
    story.write(A, new AcceptorRow(q(2), holding(p(1), state(1, "x"))));
    story.checkers().replied(A, accept(p(1), state(1, "x")), new Accepted(), story.row(A));
    assertThat(story.violation()).startsWith("PromisesRise").contains("accepts 1@a#1");
  }
}
