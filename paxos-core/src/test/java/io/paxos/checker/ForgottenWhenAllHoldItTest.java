package io.paxos.checker;

import static io.paxos.checker.EraStory.D;
import static io.paxos.checker.EraStory.group;
import static io.paxos.checker.Story.A;
import static io.paxos.checker.Story.B;
import static io.paxos.checker.Story.C;
import static io.paxos.checker.Story.p;
import static io.paxos.checker.Story.q;
import static io.paxos.checker.Story.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.history.Call;
import io.paxos.membership.Reconfiguration;
import io.paxos.protocol.RegisterState;
import io.paxos.protocol.StoreId;
import org.junit.jupiter.api.Test;

/** When a row may be forgotten, as an observer sees it. */
class ForgottenWhenAllHoldItTest {
  private static final RegisterState GONE = state(2, "", p(2));

  @Test
  void a_tombstone_that_all_hold_may_be_forgotten_by_one_after_the_other() {
    EraStory story = deleted(A, B, C).forgotten(2, A).forgotten(2, B).forgotten(2, C);
    assertThat(story.violation()).isEmpty();
  }

  @Test
  void a_tombstone_that_was_spread_under_a_greater_ballot_may_be_forgotten() {
    EraStory story = deleted(A, B);
    story.story().prepared(q(3), A, B, C).accepted(q(3), GONE, A, B, C);
    assertThat(story.forgotten(3, A, B, C).violation()).isEmpty();
  }

  @Test
  void a_promise_under_which_nothing_is_accepted_may_be_folded_whoever_has_it() {
    EraStory story = new EraStory();
    story.story().prepared(p(1), A);
    assertThat(story.forgotten(1, A).violation()).isEmpty();
  }

  @Test
  void a_floor_may_rise_at_any_time_if_no_row_goes() {
    EraStory story = deleted(A, B);
    begin(story).forgotten(9);
    assertThat(story.violation()).isEmpty();
  }

  @Test
  void a_tombstone_that_somebody_lacks_is_found() {
    assertFound(deleted(A, B).forgotten(2, A), A);
  }

  @Test
  void a_tombstone_that_somebody_has_accepted_under_another_ballot_only_is_found() {
    EraStory story = deleted(A, B);
    story.story().prepared(q(3), B, C).accepted(q(3), GONE, B, C);
    assertFound(story.forgotten(3, B), B);
  }

  @Test
  void a_value_that_is_forgotten_is_found_though_all_hold_it() {
    EraStory story = new EraStory();
    Call x = story.story().write("x");
    story.story().prepared(p(1), A, B, C).applied(x, 0, "");
    story.story().accepted(p(1), state(1, "x", p(1)), A, B, C);
    assertFound(story.forgotten(1, A), A);
  }

  @Test
  void a_value_that_took_the_place_of_the_tombstone_and_is_forgotten_is_found() {
    EraStory story = deleted(A, B, C);
    Call again = story.story().write("y");
    story.story().prepared(p(3), A, B).applied(again, 2, "");
    story.story().accepted(p(3), state(3, "y", p(3)), A, B);
    assertFound(story.forgotten(3, A), A);
  }

  @Test
  void a_tombstone_that_a_new_acceptor_lacks_is_found() {
    EraStory story = begin(deleted(A, B, C));
    story.chose(Reconfiguration.advance(story.newest()));
    story.chose(Reconfiguration.advance(story.newest()));
    assertFound(story.forgotten(2, B), B);
  }

  @Test
  void whatever_is_forgotten_while_membership_changes_is_found() {
    assertThat(begin(deleted(A, B, C)).forgotten(2, A).violation())
        .startsWith("ForgottenWhenAllHoldIt: store " + A + " forgets r/k in era 2: ");
  }

  @Test
  void a_promise_that_is_folded_while_membership_changes_is_found() {
    EraStory story = new EraStory();
    story.story().prepared(p(1), A);
    assertThat(begin(story).forgotten(1, A).violation())
        .startsWith("ForgottenWhenAllHoldIt: store " + A + " forgets r/k in era 2: ");
  }

  @Test
  void whatever_is_forgotten_in_an_era_that_was_never_chosen_is_found() {
    assertThat(deleted(A, B, C).inEra(7).forgotten(2, A).violation())
        .startsWith("ForgottenWhenAllHoldIt: store " + A + " forgets r/k in era 7: null");
  }

  /** A value was chosen and then deleted, and these have accepted the tombstone. */
  private static EraStory deleted(StoreId... holders) {
    EraStory story = new EraStory();
    story.story().chose(1, "", "x", p(1));
    Call gone = story.story().delete();
    story.story().prepared(p(2), holders).applied(gone, 1, "x").accepted(p(2), GONE, holders);
    return story;
  }

  private static EraStory begin(EraStory story) {
    return story.chose(Reconfiguration.begin(story.newest(), group(B, C, D)));
  }

  private static void assertFound(EraStory story, StoreId store) {
    assertThat(story.violation())
        .startsWith("ForgottenWhenAllHoldIt: store " + store + " forgets r/k at ")
        .endsWith("which not all hold");
  }
}
