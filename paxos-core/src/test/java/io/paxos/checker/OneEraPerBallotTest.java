package io.paxos.checker;

import static io.paxos.checker.EraStory.D;
import static io.paxos.checker.EraStory.group;
import static io.paxos.checker.Story.A;
import static io.paxos.checker.Story.B;
import static io.paxos.checker.Story.C;
import static io.paxos.checker.Story.P;
import static io.paxos.checker.Story.p;
import static io.paxos.checker.Story.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.history.Call;
import io.paxos.membership.Reconfiguration;
import io.paxos.protocol.Accept;
import io.paxos.protocol.RegisterState;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Rules M2 and R3, of eras, as an observer sees them. */
class OneEraPerBallotTest {
  private static final RegisterState X = state(1, "x", p(1));
  private static final RegisterState Y = state(2, "y", p(2));

  @Test
  void a_round_in_each_era_under_a_ballot_of_its_own_is_fine() {
    EraStory story = new EraStory();
    story.story().chose(1, "", "x", p(1));
    copying(story).story().chose(2, "x", "y", p(2));
    assertThat(story.violation()).isEmpty();
  }

  @Test
  void a_promise_that_was_got_with_an_accept_and_is_used_in_its_era_is_fine() {
    EraStory story = withPromise();
    story.story().applied(story.story().write("y"), 1, "x").accepted(p(2), Y, A, B);
    assertThat(story.violation()).isEmpty();
  }

  @Test
  void a_round_of_an_era_that_is_over_may_still_reach_some_as_one_of_that_era() {
    EraStory story = new EraStory();
    story.story().prepared(p(1), A, B);
    copying(story).inEra(1).story().proposed(p(1), X, A);
    assertThat(story.violation()).isEmpty();
  }

  @Test
  void a_copy_of_what_was_accepted_in_an_older_era_is_fine() {
    EraStory story = new EraStory();
    story.story().chose(1, "", "x", p(1));
    copying(story).story().checkers().copied(P, D, Story.accept(p(1), X));
    assertThat(story.violation()).isEmpty();
  }

  @Test
  void a_proposal_in_another_era_than_its_prepare_is_found() {
    EraStory story = new EraStory();
    story.story().prepared(p(1), A, B);
    copying(story).story().proposed(p(1), X, A);
    assertFound(story);
  }

  @Test
  void a_prepare_that_is_repeated_in_the_next_era_is_found() {
    EraStory story = new EraStory();
    story.story().prepared(p(1), A);
    copying(story).story().prepared(p(1), B);
    assertFound(story);
  }

  @Test
  void an_accept_that_is_sent_to_the_last_acceptor_in_the_next_era_is_found() {
    EraStory story = new EraStory();
    story.story().prepared(p(1), A, B, C).proposed(p(1), X, A, B);
    copying(story).story().proposed(p(1), X, C);
    assertFound(story);
  }

  @Test
  void a_promise_that_was_got_with_an_accept_and_outlives_its_era_is_found() {
    EraStory story = withPromise();
    copying(story).story().proposed(p(2), Y, A);
    assertThat(story.violation())
        .startsWith("OneEraPerBallot: ")
        .contains("2@a#1", "belongs to era 1, and is sent in era 2");
  }

  /** P has written x under its first ballot, and had its second promised with it. */
  private static EraStory withPromise() {
    EraStory story = new EraStory();
    Call x = story.story().write("x");
    Accept accept = new Accept(Story.KEY, p(1), X, Optional.of(p(2)));
    story.story().prepared(p(1), A, B).applied(x, 0, "").acceptedWith(accept, A, B);
    return story;
  }

  private static EraStory copying(EraStory story) {
    return story.chose(Reconfiguration.begin(story.newest(), group(B, C, D)));
  }

  private static void assertFound(EraStory story) {
    assertThat(story.violation())
        .startsWith("OneEraPerBallot: ")
        .contains("1@a#1", "belongs to era 1, and is sent in era 2");
  }
}
