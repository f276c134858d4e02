package io.paxos.checker;

import static io.paxos.checker.EraStory.D;
import static io.paxos.checker.EraStory.E;
import static io.paxos.checker.EraStory.group;
import static io.paxos.checker.Story.A;
import static io.paxos.checker.Story.B;
import static io.paxos.checker.Story.C;
import static io.paxos.checker.Story.accept;
import static io.paxos.checker.Story.holding;
import static io.paxos.checker.Story.p;
import static io.paxos.checker.Story.q;
import static io.paxos.checker.Story.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.acceptor.AcceptorRow;
import io.paxos.history.Call;
import io.paxos.protocol.Accepted;
import io.paxos.protocol.AcceptorGroup;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.RegisterState;
import io.paxos.protocol.StoreId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a quorum has accepted is carried on. */
class ChosenStaysChosenTest {

  private static final RegisterState X = state(1, "x", p(1));

  @Test
  void a_chosen_state_may_be_proposed_again_and_built_on() {
    Story story = new Story();
    story.chose(1, "", "x", p(1));
    Call y = story.write("y");
    story.prepared(q(2), B, C).accepted(q(2), X, B, C).applied(y, 1, "x");
    story.prepared(p(3), A, C).accepted(p(3), state(2, "y", p(3)), A, C).wrote(y, 2);
    story.saw(story.read(), 1, "x");
    assertThat(story.violation()).isEmpty();
  }

  @Test
  void a_proposal_that_forgets_the_chosen_value_is_found() {
    Story story = new Story();
    story.chose(1, "", "x", p(1)).prepared(q(2), B, C);
    story.proposed(q(2), state(1, "y", q(2)), B);
    assertThat(story.violation()).startsWith("ChosenStaysChosen").contains("not carried on");
  }

  @Test
  void a_proposal_with_a_smaller_revision_is_found() {
    Story story = new Story();
    story.chose(1, "", "x", p(1)).chose(2, "x", "y", p(2)).prepared(q(3), B, C);
    story.proposed(q(3), X, B);
    assertThat(story.violation()).startsWith("ChosenStaysChosen");
  }

  @Test
  void a_proposal_that_was_sent_before_and_is_not_carried_on_is_found() {
    Story story = new Story();
    Call x = story.write("x");
    story.prepared(p(1), A, B).applied(x, 0, "").accepted(p(1), X, A);
    story.prepared(q(2), B, C).proposed(q(2), state(1, "y", q(2)), C);
    assertThat(story.violation()).isEmpty();
    story.write(B, new AcceptorRow(q(2), holding(p(1), X)));
    assertThat(story.violation()).startsWith("ChosenStaysChosen");
  }

  @Test
  void an_accept_counts_when_its_reply_is_all_that_shows_it() {
    Story story = new Story();
    Call x = story.write("x");
    Call y = story.write("y");
    story.prepared(p(1), A, B).applied(x, 0, "").accepted(p(1), X, A).applied(y, 1, "x");
    story.proposed(p(1), X, B).prepared(q(2), A, C);
    story.proposed(q(2), state(2, "y", q(2)), B);
    story.write(B, new AcceptorRow(q(2), holding(q(2), state(2, "y", q(2)))));
    story.checkers().replied(B, accept(p(1), X), new Accepted(), story.row(B));
    story.wrote(x, 1);
    assertThat(story.violation()).isEmpty();
  }

  @Test
  void a_write_that_is_acknowledged_before_it_is_chosen_is_found() {
    Story story = new Story();
    Call x = story.write("x");
    story.prepared(p(1), A, B).applied(x, 0, "").accepted(p(1), X, A).wrote(x, 1);
    assertThat(story.violation()).startsWith("ChosenStaysChosen").contains("was acknowledged");
  }

  @Test
  void a_write_that_is_acknowledged_with_another_revision_is_found() {
    Story story = new Story();
    story.chose(1, "", "x", p(1));
    story.wrote(story.write("y"), 1);
    assertThat(story.violation()).startsWith("ChosenStaysChosen").contains("was acknowledged");
  }

  @Test
  void a_read_of_what_is_not_chosen_is_found() {
    Story story = new Story();
    story.prepared(p(1), A, B).accepted(p(1), X, A).saw(story.read(), 1, "x");
    assertThat(story.violation()).startsWith("ChosenStaysChosen").contains("was answered");
  }

  @Test
  void a_read_of_another_value_than_the_chosen_one_is_found() {
    Story story = new Story();
    story.chose(1, "", "x", p(1)).saw(story.read(), 1, "y");
    assertThat(story.violation()).startsWith("ChosenStaysChosen").contains("was answered");
  }

  @Test
  void a_read_of_nothing_is_fine_where_nothing_was() {
    Story story = new Story();
    story.saw(story.read(), 0, "");
    assertThat(story.violation()).isEmpty();
    story.saw(story.read(), 0, "x");
    assertThat(story.violation()).startsWith("ChosenStaysChosen");
  }

  @Test
  void what_only_one_group_of_a_change_has_accepted_is_not_chosen_while_it_lasts() {
    EraStory story = joint();
    acceptedByHalf(story);
    story.story().saw(story.story().read(), 1, "x");
    assertThat(story.violation()).startsWith("ChosenStaysChosen").contains("was answered");
  }

  @Test
  void what_the_group_that_is_left_has_accepted_is_chosen_when_a_change_is_turned_back() {
    EraStory story = joint();
    acceptedByHalf(story);
    story.chose(decidesAlone(group(A, B, C), List.of(D, E)));
    story.story().saw(story.story().read(), 1, "x");
    assertThat(story.violation()).isEmpty();

    Call y = story.story().write("y");
    story.story().prepared(p(3), A, B).applied(y, 0, "").accepted(p(3), state(1, "y", p(3)), A, B);
    assertThat(story.violation()).startsWith("ChosenStaysChosen").contains("not carried on");
  }

  @Test
  void what_a_group_that_has_left_has_accepted_is_not_chosen_when_a_change_is_over() {
    EraStory story = joint();
    acceptedByHalf(story);
    story.chose(decidesAlone(group(A, D, E), List.of(B, C)));
    story.story().saw(story.story().read(), 1, "x");
    assertThat(story.violation()).startsWith("ChosenStaysChosen").contains("was answered");
  }

  private static Configuration decidesAlone(AcceptorGroup group, List<StoreId> retired) {
    return new Configuration(4, Configuration.Stage.STABLE, group, Optional.empty(), retired);
  }

  private static EraStory joint() {
    EraStory story = new EraStory();
    AcceptorGroup old = group(A, B, C);
    AcceptorGroup next = group(A, D, E);
    story.chose(
        new Configuration(2, Configuration.Stage.COPYING, old, Optional.of(next), List.of()));
    return story.chose(Configuration.joint(3, old, next));
  }

  /** By B and C, but by none of the joiners; and A has accepted it under a greater ballot. */
  private static void acceptedByHalf(EraStory story) {
    Call x = story.story().write("x");
    story.story().prepared(p(1), A, B, D).applied(x, 0, "").accepted(p(1), X, B, C);
    story.story().prepared(q(2), A, B, D).accepted(q(2), X, A);
  }
}
