package io.paxos.proposer;

import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.protocol.Ballot;
import io.paxos.protocol.History;
import io.paxos.protocol.Key;
import io.paxos.protocol.Lineage;
import io.paxos.protocol.OperationId;
import io.paxos.protocol.Operations;
import io.paxos.protocol.ProposerId;
import io.paxos.protocol.RegisterState;
import io.paxos.protocol.Report;
import io.paxos.protocol.StoreId;
import io.paxos.protocol.Value;
import io.paxos.quorum.SizedQuorums;
import io.paxos.register.Change;
import io.paxos.register.Decision;
import io.paxos.register.Outcome.Committed;
import io.paxos.register.Outcome.Rejected;
import io.paxos.register.Versioned;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Rules R4, R5 and R7, in one round. */
class CombinationTest {
  private static final ProposerId P = new ProposerId("p", 1);
  private static final Ballot NOW = new Ballot(20, P);
  private static final Committed<Value> OUTCOME =
      new Committed<>(new Versioned<>(5, Optional.of(Value.text("before"))), false, false);
  private static final Change<Value> WRITE = current -> Decision.write(Value.text("x"));
  private static final Change<Value> KEEP = current -> Decision.keep();
  private static final Change<Value> DECLINE = current -> Decision.decline("no");

  @Test
  void revision_grows_by_one_with_every_change_and_the_lineage_by_one_ballot() {
    Combination combination = combine(holding(5), submission(WRITE), submission(WRITE));

    assertThat(combination.state().revision()).isEqualTo(7);
    assertThat(combination.state().history().lineage().ballots()).containsExactly(NOW);
  }

  @Test
  void revision_is_based_on_the_chosen_state_not_on_a_greater_floor() {
    Prepared prepared = prepared(new Report.Holding(at(10), state(5, at(10))), 19);

    assertThat(combine(prepared, submission(WRITE)).state().revision()).isEqualTo(6);
  }

  @Test
  void revision_is_based_on_the_floor_only_if_nothing_is_accepted() {
    Combination combination = combine(prepared(new Report.Bare(19), 19), submission(WRITE));

    assertThat(combination.state().revision()).isEqualTo(20);
    assertThat(combination.state().history().lineage().horizon()).isEqualTo(19);
  }

  @Test
  void an_identity_change_leaves_the_state_as_it_is_and_has_it_accepted_again() {
    Combination combination = combine(holding(5), submission(KEEP));

    assertThat(combination.state()).isEqualTo(state(5, at(10)));
    assertThat(combination.needsAccept()).isTrue();
  }

  @Test
  void what_the_promises_prove_needs_an_accept_only_if_it_is_to_be_spread() {
    Submission spread = new Submission(KEEP, Optional.empty(), List.of(), true);
    Prepared agreed = prepared(new Report.Holding(at(11), state(5, at(10))), 0, true);
    Prepared bare = prepared(new Report.Bare(0), 0);

    assertThat(combine(agreed, submission(KEEP)).needsAccept()).isFalse();
    assertThat(combine(agreed, submission(KEEP), spread).needsAccept()).isTrue();
    assertThat(combine(agreed, spread).state()).isEqualTo(state(5, at(10)));
    assertThat(combine(bare, spread).needsAccept()).isFalse();
  }

  @Test
  void a_rejection_needs_an_accept_unless_nothing_is_accepted_in_the_whole_quorum() {
    assertThat(combine(holding(5), submission(DECLINE)).needsAccept()).isTrue();
    assertThat(combine(prepared(new Report.Bare(0), 0), submission(DECLINE)).needsAccept())
        .isFalse();
  }

  @Test
  void a_rejection_after_an_unanswered_accept_needs_an_accept_even_over_a_bare_quorum() {
    Submission retried = new Submission(DECLINE, Optional.empty(), List.of(attempt(at(12))));

    assertThat(combine(prepared(new Report.Bare(0), 0), retried).needsAccept()).isTrue();
  }

  @Test
  void a_change_whose_ballot_is_in_the_lineage_is_not_applied_again() {
    Submission retried = new Submission(WRITE, Optional.empty(), List.of(attempt(at(10))));

    Combination combination = combine(holding(5), retried);

    assertThat(combination.state().revision()).isEqualTo(5);
    assertThat(combination.verdicts()).containsExactly(new Verdict.Earlier(OUTCOME));
  }

  @Test
  void any_of_several_attempts_may_be_the_one_that_is_in() {
    Submission retried =
        new Submission(
            WRITE, Optional.empty(), List.of(attempt(at(8)), attempt(at(10)), attempt(at(12))));

    assertThat(combine(holding(5), retried).state().revision()).isEqualTo(5);
  }

  @Test
  void a_change_whose_ballot_is_not_in_and_above_the_horizon_is_applied_again() {
    Submission retried = new Submission(WRITE, Optional.empty(), List.of(attempt(at(12))));

    assertThat(combine(holding(5), retried).state().revision()).isEqualTo(6);
  }

  @Test
  void a_change_whose_ballot_is_below_the_horizon_is_forgotten() {
    Submission retried = new Submission(WRITE, Optional.empty(), List.of(attempt(at(3))));

    Combination combination = combine(holding(5), retried);

    assertThat(combination.verdicts().get(0)).isInstanceOf(Verdict.Forgotten.class);
    assertThat(combination.state().revision()).isEqualTo(5);
  }

  @Test
  void a_proposal_that_is_in_decides_even_about_those_it_rejected() {
    Verdict rejected =
        new Verdict.Settled(new Rejected<>(new Versioned<>(4, Optional.empty()), "no"));
    Submission retried =
        new Submission(WRITE, Optional.empty(), List.of(new Attempt(at(10), rejected)));

    Combination combination = combine(holding(5), retried);

    assertThat(combination.verdicts()).containsExactly(rejected);
    assertThat(combination.state().revision()).isEqualTo(5);
  }

  /** Pitfall 24: a register born over a floor says nothing about ballots below it. */
  @Test
  void a_change_from_before_a_collection_is_forgotten_not_applied_again() {
    Submission retried = new Submission(WRITE, Optional.empty(), List.of(attempt(at(15))));

    Combination combination = combine(prepared(new Report.Bare(19), 19), retried);

    assertThat(combination.verdicts().get(0)).isInstanceOf(Verdict.Forgotten.class);
  }

  @Test
  void a_retry_that_rides_with_its_first_try_gets_the_first_outcome() {
    Submission named = new Submission(WRITE, Optional.of(new OperationId("op-1")), List.of());

    Combination combination = combine(holding(5), named, named);

    assertThat(combination.state().revision()).isEqualTo(6);
    assertThat(combination.verdicts().get(0)).isInstanceOf(Verdict.Carried.class);
    assertThat(combination.verdicts().get(1)).isInstanceOf(Verdict.Earlier.class);
  }

  private static Combination combine(Prepared prepared, Submission... submissions) {
    return Combination.of(prepared, List.of(submissions), 1024);
  }

  private static Submission submission(Change<Value> change) {
    return new Submission(change, Optional.empty(), List.of());
  }

  private static Prepared holding(long revision) {
    return prepared(new Report.Holding(at(11), state(revision, at(10))), 0);
  }

  private static Prepared prepared(Report found, long floor) {
    return prepared(found, floor, false);
  }

  private static Prepared prepared(Report found, long floor, boolean agreed) {
    SizedQuorums quorums = SizedQuorums.majority(Set.of(new StoreId(new UUID(0, 1))));
    return new Prepared(Key.register("k"), 1, quorums, NOW, found, floor, agreed);
  }

  private static RegisterState state(long revision, Ballot lastWrite) {
    Lineage lineage = new Lineage(List.of(lastWrite), 4);
    History history = new History(lineage, Operations.NONE);
    return new RegisterState(revision, Optional.of(Value.text("before")), history);
  }

  private static Attempt attempt(Ballot ballot) {
    return new Attempt(ballot, new Verdict.Carried(OUTCOME));
  }

  private static Ballot at(long counter) {
    return new Ballot(counter, P);
  }
}
