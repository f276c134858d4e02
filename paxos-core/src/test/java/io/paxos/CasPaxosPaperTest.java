package io.paxos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paxos.acceptor.AcceptorRow;
import io.paxos.acceptor.AcceptorRules;
import io.paxos.proposer.Accepting;
import io.paxos.proposer.AfterPrepare;
import io.paxos.proposer.BallotSequence;
import io.paxos.proposer.Chosen;
import io.paxos.proposer.Combination;
import io.paxos.proposer.Prepared;
import io.paxos.proposer.Preparing;
import io.paxos.proposer.PromiseCache;
import io.paxos.proposer.Submission;
import io.paxos.proposer.Verdict;
import io.paxos.protocol.Accept;
import io.paxos.protocol.Accepted;
import io.paxos.protocol.Ballot;
import io.paxos.protocol.Conflict;
import io.paxos.protocol.Key;
import io.paxos.protocol.Prepare;
import io.paxos.protocol.Promised;
import io.paxos.protocol.ProposerId;
import io.paxos.protocol.RegisterState;
import io.paxos.protocol.Report;
import io.paxos.protocol.StoreId;
import io.paxos.protocol.Value;
import io.paxos.quorum.SizedQuorums;
import io.paxos.quorum.Tally;
import io.paxos.register.Change;
import io.paxos.register.Decision;
import io.paxos.register.Outcome;
import io.paxos.register.Versioned;
import io.paxos.register.WriteOnce;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Rystsov, <em>CASPaxos: Replicated State Machines without logs</em>, section 2, sentence by
 * sentence. Where a rule of ours asks for more than the sentence, the test says so.
 */
class CasPaxosPaperTest {
  private static final Key KEY = Key.register("k");
  private static final StoreId A = new StoreId(new UUID(0, 1));
  private static final StoreId B = new StoreId(new UUID(0, 2));
  private static final StoreId C = new StoreId(new UUID(0, 3));
  private static final SizedQuorums QUORUMS = SizedQuorums.majority(Set.of(A, B, C));
  private static final ProposerId P = new ProposerId("p", 1);
  private static final ProposerId Q = new ProposerId("q", 1);
  private static final int MAX_BYTES = 1024;
  private static final Value X = Value.text("x");

  /**
   * "To generate it a proposer combines its numerical ID with a local increasing counter: (counter,
   * ID)."
   */
  @Test
  void a_ballot_number_combines_a_local_increasing_counter_with_the_id_of_the_proposer() {
    BallotSequence ballots = new BallotSequence(P);

    assertThat(ballots.nextAbove(0)).isEqualTo(ballot(1, P));
    assertThat(ballots.nextAbove(0)).isEqualTo(ballot(2, P));
  }

  /**
   * "To compare ballot tuples, we should compare the first component of the tuples and use ID only
   * as a tiebreaker."
   */
  @Test
  void ballots_are_compared_by_counter_and_the_id_is_only_a_tiebreaker() {
    assertThat(ballot(2, P)).isGreaterThan(ballot(1, Q));
    assertThat(ballot(1, Q)).isGreaterThan(ballot(1, P));
    assertThat(ballot(1, new ProposerId("p", 2))).isGreaterThan(ballot(1, P));
  }

  /**
   * "[Acceptors] store the accepted value; the system should have 2F+1 acceptors to tolerate F".
   */
  @Test
  void of_2f_plus_1_acceptors_any_f_may_fail_and_no_more() {
    Tally oneFailed = Tally.of(QUORUMS, Tally.Phase.ACCEPT).lose(B);

    assertThat(oneFailed.isLost()).isFalse();
    assertThat(oneFailed.grant(A).grant(C).isWon()).isTrue();
    assertThat(oneFailed.lose(C).isLost()).isTrue();
  }

  /** "The proposer generates a ballot number, B, and sends 'prepare' messages". */
  @Test
  void the_proposer_generates_a_ballot_number_and_sends_prepare_messages() {
    Ballot ballot = new BallotSequence(P).nextAbove(0);

    assertThat(preparing(ballot).request()).isEqualTo(new Prepare(KEY, ballot));
  }

  /** "[The acceptor] returns a conflict if it already saw a greater ballot number." (prepare) */
  @Test
  void the_acceptor_returns_a_conflict_to_a_prepare_if_it_already_saw_a_greater_ballot() {
    AcceptorRow row = prepared(AcceptorRow.absent(0), ballot(5, P));

    var step = AcceptorRules.prepare(row, new Prepare(KEY, ballot(4, Q)));

    assertThat(step.reply()).isEqualTo(new Conflict(ballot(5, P), 0));
    assertThat(step.row()).isEqualTo(row);
  }

  /**
   * "Persists the ballot number as a promise and returns a confirmation either with an empty value
   * (if it hasn't accepted any value yet)…"
   */
  @Test
  void the_acceptor_persists_the_promise_and_confirms_with_an_empty_value() {
    var step = AcceptorRules.prepare(AcceptorRow.absent(0), new Prepare(KEY, ballot(1, P)));

    assertThat(step.reply()).isEqualTo(new Promised(new Report.Bare(0)));
    assertThat(step.row().promised()).isEqualTo(ballot(1, P));
  }

  /** "…or with a tuple of an accepted value and its ballot number." */
  @Test
  void the_acceptor_confirms_with_the_accepted_value_and_its_ballot_number() {
    AcceptorRow row = accepted(AcceptorRow.absent(0), ballot(1, P), state(1, "x"));

    var step = AcceptorRules.prepare(row, new Prepare(KEY, ballot(2, Q)));

    assertThat(step.reply())
        .isEqualTo(new Promised(new Report.Holding(ballot(1, P), state(1, "x"))));
  }

  /** "Waits for the F + 1 confirmations." */
  @Test
  void the_proposer_waits_for_f_plus_1_confirmations() {
    AfterPrepare afterOne = preparing(ballot(1, P)).on(A, new Promised(new Report.Bare(0)));
    assertThat(afterOne).isInstanceOf(Preparing.class);

    AfterPrepare afterTheSameAgain = ((Preparing) afterOne).on(A, new Promised(new Report.Bare(0)));
    assertThat(afterTheSameAgain).isInstanceOf(Preparing.class);

    AfterPrepare afterTwo = ((Preparing) afterOne).on(B, new Promised(new Report.Bare(0)));
    assertThat(afterTwo).isInstanceOf(Prepared.class);
  }

  /** "If they all contain the empty value, then the proposer defines the current state as ∅". */
  @Test
  void the_current_state_is_empty_if_all_confirmations_are() {
    Prepared prepared = prepared(new Report.Bare(0), new Report.Bare(0));

    assertThat(prepared.base()).isEqualTo(RegisterState.bornOver(0));
  }

  /** "…otherwise it picks the value of the tuple with the highest ballot number." */
  @Test
  void otherwise_the_value_with_the_highest_ballot_number_is_picked_whoever_answers_first() {
    Report older = new Report.Holding(ballot(1, P), state(1, "older"));
    Report newer = new Report.Holding(ballot(1, Q), state(1, "newer"));

    assertThat(prepared(older, newer).base()).isEqualTo(state(1, "newer"));
    assertThat(prepared(newer, older).base()).isEqualTo(state(1, "newer"));
    assertThat(prepared(newer, new Report.Bare(0)).base()).isEqualTo(state(1, "newer"));
  }

  /**
   * "Applies the f function to the current state and sends the result, new state, along with the
   * generated ballot number B (an 'accept' message) to the acceptors."
   */
  @Test
  void the_change_function_is_applied_once_and_the_new_state_sent_under_the_same_ballot() {
    Prepared prepared = prepared(new Report.Bare(0), new Report.Bare(0));
    int[] calls = {0};
    Submission submission =
        new Submission(
            current -> {
              calls[0]++;
              return Decision.write(Value.text("x"));
            },
            Optional.empty(),
            List.of());

    Combination combination = Combination.of(prepared, List.of(submission), MAX_BYTES);
    Accept accept = prepared.propose(combination.state(), ballot(8, P)).request();

    assertThat(calls[0]).isEqualTo(1);
    assertThat(accept.ballot()).isEqualTo(prepared.ballot());
    assertThat(accept.state().value()).contains(Value.text("x"));
  }

  /** "[The acceptor] returns a conflict if it already saw a greater ballot number." (accept) */
  @Test
  void the_acceptor_returns_a_conflict_to_an_accept_if_it_already_saw_a_greater_ballot() {
    AcceptorRow row = prepared(AcceptorRow.absent(0), ballot(5, Q));

    var step =
        AcceptorRules.accept(row, new Accept(KEY, ballot(4, P), state(1, "x"), Optional.empty()));

    assertThat(step.reply()).isEqualTo(new Conflict(ballot(5, Q), 0));
    assertThat(step.row()).isEqualTo(row);
  }

  /**
   * "Erases the promise, marks the received tuple (ballot number, value) as the accepted value and
   * returns a confirmation". What is accepted counts as promised, so nothing smaller gets in after
   * it (rule R2).
   */
  @Test
  void the_acceptor_marks_the_received_tuple_as_accepted() {
    AcceptorRow row = prepared(AcceptorRow.absent(0), ballot(5, P));

    AcceptorRow after = accepted(row, ballot(5, P), state(1, "x"));

    assertThat(after.report()).isEqualTo(new Report.Holding(ballot(5, P), state(1, "x")));
    Accept smaller = new Accept(KEY, ballot(4, Q), state(1, "y"), Optional.empty());
    assertThat(AcceptorRules.accept(after, smaller).reply()).isInstanceOf(Conflict.class);
  }

  /** "Waits for the F + 1 confirmations." (accept) */
  @Test
  void the_state_is_chosen_by_f_plus_1_confirmations_of_different_acceptors() {
    Accepting accepting = emptyPrepared().propose(state(1, "x"), ballot(8, P));

    Accepting afterOne = (Accepting) accepting.on(A, new Accepted());
    assertThat(afterOne.on(A, new Accepted())).isInstanceOf(Accepting.class);
    assertThat(afterOne.on(C, new Accepted())).isInstanceOf(Chosen.class);
  }

  /** "Returns the new state to the client." */
  @Test
  void the_client_is_returned_the_new_state() {
    Combination combination = combine(emptyPrepared(), current -> Decision.write(X));

    assertThat(combination.verdicts())
        .containsExactly(
            new Verdict.Carried(
                new Outcome.Committed<>(new Versioned<>(1, Optional.of(X)), true, false)));
  }

  /**
   * "Once a client receives a confirmation, all the follow-up initializations must return the
   * already chosen value." And: "if we use x → if x = ∅ then val0 else x as the change function
   * then it indeed becomes identical" to Synod.
   */
  @Test
  void a_register_that_only_the_initializing_function_changes_is_synod() {
    Combination first = combine(emptyPrepared(), WriteOnce.setting(X));
    assertThat(first.state().value()).contains(X);

    Report chosen = new Report.Holding(ballot(1, P), first.state());
    Combination followUp = combine(prepared(chosen, chosen), WriteOnce.setting(Value.text("y")));

    assertThat(followUp.state()).isEqualTo(first.state());
    assertThat(followUp.verdicts().get(0))
        .isInstanceOfSatisfying(
            Verdict.Settled.class,
            settled -> assertThat(settled.outcome()).isInstanceOf(Outcome.Rejected.class));
  }

  /** "To update a register to value val1 if the current version is 5". */
  @Test
  void an_update_is_applied_if_the_current_version_is_the_expected_one_and_only_then() {
    Change<Value> update =
        current -> current.revision() == 5 ? Decision.write(X) : Decision.decline("not 5");
    Report five = new Report.Holding(ballot(1, P), state(5, "old"));
    Report six = new Report.Holding(ballot(1, P), state(6, "newer"));

    RegisterState updated = combine(prepared(five, five), update).state();
    assertThat(updated.revision()).isEqualTo(6);
    assertThat(updated.value()).contains(X);
    assertThat(combine(prepared(six, six), update).state()).isEqualTo(state(6, "newer"));
  }

  /** "To read a value: x → x". It moves neither the value nor the revision (rule R5). */
  @Test
  void a_read_is_the_identity() {
    Report found = new Report.Holding(ballot(1, P), state(5, "x"));

    Combination reading = combine(prepared(found, new Report.Bare(0)), current -> Decision.keep());

    assertThat(reading.state()).isEqualTo(state(5, "x"));
    assertThat(reading.needsAccept()).isTrue();
  }

  /**
   * "It's possible to piggyback the next prepare message on the current accept message to reduce
   * the number of round trips from two to one."
   */
  @Test
  void the_next_prepare_is_piggybacked_on_the_accept() {
    Ballot next = ballot(6, P);
    AcceptorRow row = prepared(AcceptorRow.absent(0), ballot(5, P));

    AcceptorRow after =
        AcceptorRules.accept(row, new Accept(KEY, ballot(5, P), state(1, "x"), Optional.of(next)))
            .row();

    assertThat(after.promised()).isEqualTo(next);
    Prepare late = new Prepare(KEY, ballot(5, Q));
    assertThat(AcceptorRules.prepare(after, late).reply()).isInstanceOf(Conflict.class);
  }

  /** "In this case, a proposer caches the last written value". */
  @Test
  void the_proposer_caches_the_last_written_value_and_prepares_from_it_once() {
    Accepting accepting = emptyPrepared().propose(state(1, "x"), ballot(8, P));
    Accepting one = (Accepting) accepting.on(A, new Accepted());
    PromiseCache cache = new PromiseCache(1);
    cache.put(((Chosen) one.on(B, new Accepted())).promise().orElseThrow());

    Prepared next = cache.take(KEY, 1).orElseThrow();

    assertThat(next.ballot()).isEqualTo(ballot(8, P));
    assertThat(next.base()).isEqualTo(state(1, "x"));
    assertThat(cache.take(KEY, 1)).isEmpty();
  }

  /**
   * "The only requirement for the 'prepare' and 'accept' quorums is the intersection. For example,
   * if the cluster size is 4 then we may require 2 confirmations during the 'prepare' phase and 3
   * during the 'accept' phase."
   */
  @Test
  void prepare_and_accept_quorums_need_only_intersect() {
    Set<StoreId> four = Set.of(A, B, C, new StoreId(new UUID(0, 4)));
    SizedQuorums sized = new SizedQuorums(four, 2, 3);

    assertThat(sized.isPrepareQuorum(Set.of(A, B))).isTrue();
    assertThat(sized.isAcceptQuorum(Set.of(A, B))).isFalse();
    assertThat(sized.isAcceptQuorum(Set.of(A, B, C))).isTrue();
    assertThatThrownBy(() -> new SizedQuorums(four, 2, 2))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /**
   * "Out of the concurrent requests only one can succeed": of two that prepared, the smaller ballot
   * finds the greater one at every acceptor of some accept quorum.
   */
  @Test
  void of_two_concurrent_requests_the_one_that_is_outbid_cannot_be_accepted() {
    AcceptorRow both = prepared(prepared(AcceptorRow.absent(0), ballot(1, P)), ballot(1, Q));
    Accept outbid = new Accept(KEY, ballot(1, P), state(1, "p"), Optional.empty());
    Accept winner = new Accept(KEY, ballot(1, Q), state(1, "q"), Optional.empty());

    assertThat(AcceptorRules.accept(both, outbid).reply()).isEqualTo(new Conflict(ballot(1, Q), 0));
    assertThat(AcceptorRules.accept(both, winner).reply()).isEqualTo(new Accepted());
  }

  /**
   * "Once a client gets a confirmation of the change it's guaranteed that all future states are its
   * descendants".
   */
  @Test
  void whoever_prepares_after_a_confirmation_finds_the_confirmed_state() {
    Prepared first = prepared(new Report.Bare(0), new Report.Bare(0));
    Accepting accepting = first.propose(state(1, "x"), ballot(8, P));
    Accepting one = (Accepting) accepting.on(A, new Accepted());
    assertThat(one.on(B, new Accepted())).isInstanceOf(Chosen.class);
    AcceptorRow a = accepted(AcceptorRow.absent(0), first.ballot(), state(1, "x"));

    Report onlyOneSawIt = a.report();

    assertThat(prepared(onlyOneSawIt, new Report.Bare(0)).base()).isEqualTo(state(1, "x"));
  }

  /**
   * "When a proposer receives a conflicting message from an acceptor, it should fast-forward its
   * counter to avoid a conflict in the future." And never turn it back (rule R4).
   */
  @Test
  void a_conflict_fast_forwards_the_counter_and_never_turns_it_back() {
    BallotSequence ballots = new BallotSequence(P);

    assertThat(ballots.nextAbove(41).counter()).isEqualTo(42);
    assertThat(ballots.nextAbove(0).counter()).isEqualTo(43);
    assertThat(ballots.nextAbove(7).counter()).isEqualTo(44);
  }

  private static Ballot ballot(long counter, ProposerId proposer) {
    return new Ballot(counter, proposer);
  }

  private static RegisterState state(long revision, String text) {
    return new RegisterState(
        revision, Optional.of(Value.text(text)), RegisterState.bornOver(0).history());
  }

  private static Preparing preparing(Ballot ballot) {
    return Preparing.begin(KEY, 1, QUORUMS, ballot);
  }

  private static Prepared prepared(Report first, Report second) {
    Preparing one = (Preparing) preparing(ballot(7, P)).on(A, new Promised(first));
    return (Prepared) one.on(C, new Promised(second));
  }

  private static Prepared emptyPrepared() {
    return prepared(new Report.Bare(0), new Report.Bare(0));
  }

  private static Combination combine(Prepared prepared, Change<Value> change) {
    Submission submission = new Submission(change, Optional.empty(), List.of());
    return Combination.of(prepared, List.of(submission), MAX_BYTES);
  }

  private static AcceptorRow prepared(AcceptorRow row, Ballot ballot) {
    return AcceptorRules.prepare(row, new Prepare(KEY, ballot)).row();
  }

  private static AcceptorRow accepted(AcceptorRow row, Ballot ballot, RegisterState state) {
    return AcceptorRules.accept(row, new Accept(KEY, ballot, state, Optional.empty())).row();
  }
}
