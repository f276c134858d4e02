package io.paxos.checker;

import static io.paxos.checker.Story.A;
import static io.paxos.checker.Story.B;
import static io.paxos.checker.Story.C;
import static io.paxos.checker.Story.KEY;
import static io.paxos.checker.Story.P;
import static io.paxos.checker.Story.p;
import static io.paxos.checker.Story.q;
import static io.paxos.checker.Story.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.protocol.Accept;
import io.paxos.protocol.Key;
import io.paxos.protocol.Prepare;
import io.paxos.protocol.ProposerId;
import io.paxos.protocol.RegisterState;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A ballot is begun once. */
class BallotsNeverReusedTest {

  private static final RegisterState X = state(1, "x", p(1));

  @Test
  void a_prepare_may_leave_late_for_a_slow_store_and_again_for_one_that_lagged() {
    Story story = new Story();
    Prepare prepare = new Prepare(KEY, p(1));
    story.checkers().sent(P, A, prepare);
    story.checkers().sent(P, A, prepare);
    story.checkers().sent(P, B, prepare);
    story.acceptedWith(new Accept(KEY, p(1), X, Optional.of(p(2))), A);
    story.checkers().sent(P, C, prepare);
    story.proposed(p(2), X, A, B);
    assertThat(story.violation()).isEmpty();
  }

  @Test
  void a_ballot_of_two_registers_is_found() {
    Story story = new Story();
    story.prepared(p(1), A);
    story.checkers().sent(P, A, new Prepare(Key.register("other"), p(1)));
    assertThat(story.violation()).startsWith("BallotsNeverReused").contains("was used for r/k");
  }

  @Test
  void a_second_prepare_under_one_ballot_is_found() {
    Story story = new Story();
    story.checkers().sent(P, A, new Prepare(KEY, p(1)));
    story.checkers().sent(P, A, new Prepare(KEY, p(1)));
    assertThat(story.violation()).startsWith("BallotsNeverReused").contains("second time");
  }

  @Test
  void a_prepare_after_the_proposal_is_found() {
    Story story = new Story();
    story.prepared(p(1), B).proposed(p(1), X, A);
    story.checkers().sent(P, A, new Prepare(KEY, p(1)));
    assertThat(story.violation()).startsWith("BallotsNeverReused").contains("after its proposal");
  }

  @Test
  void a_prepare_under_a_ballot_that_an_accept_had_promised_is_found() {
    Story story = new Story();
    story.prepared(p(1), A).acceptedWith(new Accept(KEY, p(1), X, Optional.of(p(2))), A);
    story.checkers().sent(P, A, new Prepare(KEY, p(2)));
    assertThat(story.violation()).startsWith("BallotsNeverReused").contains("had it promised");
  }

  @Test
  void a_next_ballot_that_was_prepared_is_found() {
    Story story = new Story();
    story.prepared(p(1), A).prepared(p(2), A);
    story.checkers().sent(P, A, new Accept(KEY, p(1), X, Optional.of(p(2))));
    assertThat(story.violation()).startsWith("BallotsNeverReused").contains("was prepared");
  }

  @Test
  void a_proposal_that_nobody_was_asked_to_promise_is_found() {
    Story story = new Story();
    story.proposed(p(1), X, A);
    assertThat(story.violation()).startsWith("BallotsNeverReused").contains("nobody was asked");
  }

  @Test
  void a_ballot_that_falls_is_found() {
    Story story = new Story();
    story.prepared(p(2), A);
    story.checkers().sent(P, B, new Prepare(KEY, p(1)));
    assertThat(story.violation()).startsWith("BallotsNeverReused").contains("greater ballot");
  }

  @Test
  void a_ballot_of_another_proposer_is_found() {
    Story story = new Story();
    story.checkers().sent(P, A, new Prepare(KEY, q(1)));
    assertThat(story.violation()).startsWith("BallotsNeverReused").contains("is used by a#1");
  }

  @Test
  void an_incarnation_that_starts_twice_is_found() {
    Story story = new Story();
    story.checkers().started("a", new ProposerId("a", 2));
    assertThat(story.violation()).isEmpty();
    story.checkers().started("a", P);
    assertThat(story.violation()).startsWith("BallotsNeverReused").contains("not new");
  }
}
