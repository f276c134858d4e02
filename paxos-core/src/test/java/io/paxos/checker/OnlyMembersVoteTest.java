package io.paxos.checker;

import static io.paxos.checker.EraStory.D;
import static io.paxos.checker.EraStory.E;
import static io.paxos.checker.EraStory.group;
import static io.paxos.checker.Story.A;
import static io.paxos.checker.Story.B;
import static io.paxos.checker.Story.C;
import static io.paxos.checker.Story.KEY;
import static io.paxos.checker.Story.p;
import static io.paxos.checker.Story.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.acceptor.AcceptorRow;
import io.paxos.membership.Reconfiguration;
import io.paxos.protocol.Accepted;
import io.paxos.protocol.Conflict;
import io.paxos.protocol.Prepare;
import io.paxos.protocol.RegisterState;
import io.paxos.protocol.StoreId;
import org.junit.jupiter.api.Test;

/** Rules M1, M2 and M6, of votes, as an observer sees them. */
class OnlyMembersVoteTest {
  private static final RegisterState X = state(1, "x", p(1));

  @Test
  void who_is_an_acceptor_now_may_promise_and_accept_whatever_stage_it_is() {
    EraStory story = new EraStory();
    story.story().chose(1, "", "x", p(1));
    begin(story).story().prepared(p(2), A, C);
    advance(story).story().prepared(p(3), A, D);
    advance(story).story().prepared(p(4), B, D);
    assertThat(story.violation()).isEmpty();
  }

  @Test
  void a_joiner_that_takes_a_copy_is_fine() {
    EraStory story = new EraStory();
    story.story().chose(1, "", "x", p(1));
    take(begin(story), D);
    assertThat(story.violation()).isEmpty();
  }

  @Test
  void who_refuses_needs_no_vote() {
    EraStory story = new EraStory();
    AcceptorRow row = new AcceptorRow(p(9), AcceptorRow.absent(0).report());
    story.story().write(E, row);
    story.story().checkers().replied(E, new Prepare(KEY, p(1)), new Conflict(p(9), 0), row);
    assertThat(story.violation()).isEmpty();
  }

  @Test
  void a_stranger_that_promises_is_found() {
    EraStory story = new EraStory();
    story.story().prepared(p(1), A, D);
    assertFound(story, D, 1);
  }

  @Test
  void a_stranger_that_accepts_is_found() {
    EraStory story = new EraStory();
    story.story().prepared(p(1), A, B).accepted(p(1), X, D);
    assertFound(story, D, 1);
  }

  @Test
  void a_joiner_that_promises_before_the_joint_era_is_found() {
    EraStory story = begin(new EraStory());
    story.story().prepared(p(1), A, D);
    assertFound(story, D, 2);
  }

  @Test
  void a_copy_for_somebody_who_is_not_to_join_is_found() {
    EraStory story = new EraStory();
    story.story().chose(1, "", "x", p(1));
    take(begin(story), E);
    assertFound(story, E, 2);
  }

  @Test
  void who_has_been_removed_and_still_promises_is_found() {
    EraStory story = advance(advance(begin(new EraStory())));
    story.story().prepared(p(1), A, B);
    assertFound(story, A, 4);
  }

  @Test
  void who_has_been_removed_and_still_accepts_is_found() {
    EraStory story = advance(advance(begin(new EraStory())));
    story.story().prepared(p(1), B, C).accepted(p(1), X, A);
    assertFound(story, A, 4);
  }

  @Test
  void a_joiner_whose_change_was_turned_back_has_no_vote() {
    EraStory story = advance(begin(new EraStory()));
    story.chose(Reconfiguration.abort(story.newest()));
    story.story().prepared(p(1), A, D);
    assertFound(story, D, 4);
  }

  @Test
  void an_answer_in_an_era_that_was_never_chosen_is_found() {
    EraStory story = new EraStory().inEra(7);
    story.story().prepared(p(1), A);
    assertFound(story, A, 7);
  }

  /** A store takes the accept of x once more. */
  private static void take(EraStory story, StoreId store) {
    story.story().checkers().copied(Story.P, store, Story.accept(p(1), X));
    story.story().write(store, new AcceptorRow(p(1), Story.holding(p(1), X)));
    story
        .story()
        .checkers()
        .replied(store, Story.accept(p(1), X), new Accepted(), story.story().row(store));
  }

  private static EraStory begin(EraStory story) {
    return story.chose(Reconfiguration.begin(story.newest(), group(B, C, D)));
  }

  private static EraStory advance(EraStory story) {
    return story.chose(Reconfiguration.advance(story.newest()));
  }

  private static void assertFound(EraStory story, StoreId store, long era) {
    assertThat(story.violation())
        .startsWith("OnlyMembersVote: store " + store + " answers ")
        .contains("in era " + era + " with", "and has no vote");
  }
}
