package io.paxos.checker;

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
import io.paxos.history.Fault;
import io.paxos.history.Operation;
import io.paxos.protocol.Accepted;
import io.paxos.protocol.ProposerId;
import io.paxos.protocol.RegisterState;
import org.junit.jupiter.api.Test;

/** What was sighted is counted, and what was not is not. */
class SightingsTest {
  private static final RegisterState X = state(1, "x", p(1));

  @Test
  void nothing_unusual_is_sighted_in_an_orderly_run() {
    Story story = new Story();
    story.chose(1, "", "x", p(1)).saw(story.read(), 1, "x").healed().ended();
    for (Sighting sighting : Sighting.values()) {
      assertThat(story.count(sighting)).as(sighting.name()).isZero();
    }
  }

  @Test
  void what_a_minority_accepted_is_chosen_by_another_or_lost() {
    Story carried = new Story();
    Call x = carried.write("x");
    carried.prepared(p(1), A, B).applied(x, 0, "").accepted(p(1), X, A);
    carried.prepared(q(2), A, C).accepted(q(2), X, A, C);
    assertThat(carried.count(Sighting.MINORITY_ACCEPT_CHOSEN)).isOne();
    assertThat(carried.count(Sighting.MINORITY_ACCEPT_LOST)).isZero();

    Story lost = new Story();
    Call y = lost.write("y");
    lost.prepared(p(1), A, B).accepted(p(1), X, A).prepared(q(2), B, C).applied(y, 0, "");
    lost.accepted(q(2), state(1, "y", q(2)), B, C);
    assertThat(lost.count(Sighting.MINORITY_ACCEPT_CHOSEN)).isZero();
    assertThat(lost.count(Sighting.MINORITY_ACCEPT_LOST)).isOne();
  }

  @Test
  void a_write_in_doubt_is_seen_or_never() {
    Story story = new Story();
    Call x = story.write("x");
    story.prepared(p(1), A, B).applied(x, 0, "").returned(x, new Operation.Maybe());
    story.accepted(p(1), X, A, B).saw(story.read(), 1, "x");
    story.returned(story.write("y"), new Operation.Maybe()).ended();
    assertThat(story.count(Sighting.UNKNOWN_CHOSEN_LATER)).isOne();
    assertThat(story.count(Sighting.UNKNOWN_SEEN)).isOne();
    assertThat(story.count(Sighting.UNKNOWN_WITHOUT_EFFECT)).isOne();
  }

  @Test
  void a_write_is_acknowledged_by_its_lineage() {
    Story story = new Story();
    Call x = story.write("x");
    story.prepared(p(1), A, B).applied(x, 0, "").accepted(p(1), X, A);
    story.prepared(p(2), A, B).accepted(p(2), X, A, B).wrote(x, 1);
    assertThat(story.count(Sighting.ACKNOWLEDGED_BY_LINEAGE)).isOne();
  }

  @Test
  void a_proposer_dies_prepared_or_proposing() {
    Story prepared = new Story();
    prepared.prepared(p(1), A, B).checkers().started("a", new ProposerId("a", 2));
    assertThat(prepared.count(Sighting.PROPOSER_DIED_PREPARED)).isOne();

    Story proposing = new Story();
    proposing.prepared(p(1), A, B).accepted(p(1), X, A);
    proposing.checkers().started("a", new ProposerId("a", 2));
    assertThat(proposing.count(Sighting.PROPOSER_DIED_PREPARED)).isZero();
    assertThat(proposing.count(Sighting.PROPOSER_DIED_PROPOSING)).isOne();
  }

  @Test
  void combined_changes_are_chosen_or_lost() {
    Story story = new Story();
    Call x = story.write("x");
    Call y = story.write("y");
    story.prepared(p(1), A, B).applied(x, 0, "").applied(y, 1, "x");
    story.accepted(p(1), state(2, "y", p(1)), A, B);
    assertThat(story.count(Sighting.COMBINED_CHOSEN)).isOne();

    Story lost = new Story();
    Call one = lost.write("x");
    Call two = lost.write("y");
    lost.prepared(p(1), A, B).applied(one, 0, "").applied(two, 1, "x");
    lost.proposed(p(1), state(2, "y", p(1)), A);
    Call three = lost.write("z");
    lost.prepared(q(2), B, C).applied(three, 0, "");
    lost.accepted(q(2), state(1, "z", q(2)), B, C);
    assertThat(lost.count(Sighting.COMBINED_LOST)).isOne();
    assertThat(lost.count(Sighting.COMBINED_CHOSEN)).isZero();
  }

  @Test
  void an_accept_that_was_never_answered_counts() {
    Story story = new Story();
    Call x = story.write("x");
    story.prepared(p(1), A, B).applied(x, 0, "").accepted(p(1), X, A).proposed(p(1), X, B);
    story.write(B, new AcceptorRow(p(1), holding(p(1), X))).ended();
    assertThat(story.count(Sighting.SILENT_ACCEPT_COUNTED)).isOne();
    assertThat(story.count(Sighting.CHOSEN_UNNOTICED)).isOne();
  }

  @Test
  void a_failed_commit_is_chosen_later() {
    Story story = new Story();
    Call x = story.write("x");
    story.prepared(p(1), A, B).applied(x, 0, "").proposed(p(1), X, B);
    story.write(B, new AcceptorRow(p(1), holding(p(1), X)));
    story.checkers().happened(Fault.COMMIT_FAILED_AND_KEPT, "b");
    story.reopened(B).accepted(p(1), X, A);
    assertThat(story.count(Sighting.FAILED_COMMIT_COUNTED)).isOne();
    assertThat(story.checkers().sightings().count(Fault.COMMIT_FAILED_AND_KEPT)).isOne();
  }

  @Test
  void a_wiped_disk_is_asked_and_never_answers() {
    Story story = new Story();
    story.prepared(p(1), A, B);
    story.checkers().happened(Fault.DISK_WIPED, "a");
    story.proposed(p(1), X, A).ended();
    assertThat(story.count(Sighting.WIPED_DISK_REFUSED)).isOne();

    Story answering = new Story();
    answering.checkers().happened(Fault.DISK_WIPED, "a");
    answering.prepared(p(1), A, B).ended();
    assertThat(answering.count(Sighting.WIPED_DISK_REFUSED)).isZero();
  }

  @Test
  void a_dead_proposer_is_answered() {
    Story story = new Story();
    story.prepared(p(1), A, B).proposed(p(1), X, A);
    story.checkers().started("a", new ProposerId("a", 2));
    story.write(A, new AcceptorRow(p(1), holding(p(1), X)));
    story.checkers().replied(A, accept(p(1), X), new Accepted(), story.row(A));
    assertThat(story.count(Sighting.DEAD_PROPOSER_ACCEPTED)).isOne();
  }

  @Test
  void a_read_is_repaired() {
    Story story = new Story();
    Call x = story.write("x");
    story.prepared(p(1), A, B).applied(x, 0, "").accepted(p(1), X, A);
    Call read = story.read();
    story.prepared(p(2), A, B).accepted(p(2), X, A, B).saw(read, 1, "x");
    assertThat(story.count(Sighting.READ_REPAIRED)).isOne();
  }

  @Test
  void the_sightings_of_many_runs_are_added() {
    Sightings all = new Sightings();
    Sightings one = new Sightings();
    one.sight(Sighting.RECREATED);
    one.sight(Fault.PAUSED);
    all.merge(one);
    all.merge(one);
    assertThat(all.count(Sighting.RECREATED)).isEqualTo(2);
    assertThat(all.count(Fault.PAUSED)).isEqualTo(2);
    assertThat(all.missing())
        .contains("READ_BARE", "CRASHED")
        .doesNotContain("RECREATED", "PAUSED");
    assertThat(all.toString()).contains("RECREATED").contains("after a delete");
  }
}
