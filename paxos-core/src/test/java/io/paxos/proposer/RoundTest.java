package io.paxos.proposer;

import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.acceptor.AcceptorRow;
import io.paxos.acceptor.AcceptorRules;
import io.paxos.protocol.Accept;
import io.paxos.protocol.Accepted;
import io.paxos.protocol.Ballot;
import io.paxos.protocol.Conflict;
import io.paxos.protocol.Key;
import io.paxos.protocol.Prepare;
import io.paxos.protocol.Promised;
import io.paxos.protocol.ProposerId;
import io.paxos.protocol.ReadReply;
import io.paxos.protocol.RegisterState;
import io.paxos.protocol.Report;
import io.paxos.protocol.StoreId;
import io.paxos.protocol.Value;
import io.paxos.quorum.QuorumSystem;
import io.paxos.quorum.SizedQuorums;
import io.paxos.register.Decision;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The two phases, the cached promise, and the quorum read, vote by vote. */
class RoundTest {
  private static final Key KEY = Key.register("k");
  private static final StoreId A = new StoreId(new UUID(0, 1));
  private static final StoreId B = new StoreId(new UUID(0, 2));
  private static final StoreId C = new StoreId(new UUID(0, 3));
  private static final StoreId D = new StoreId(new UUID(0, 4));
  private static final QuorumSystem MAJORITY = SizedQuorums.majority(Set.of(A, B, C));
  private static final RegisterState STATE =
      new RegisterState(1, Optional.empty(), RegisterState.bornOver(0).history());

  @Test
  void one_conflict_does_not_stop_a_quorum() {
    Accepting accepting = (Accepting) accepting(MAJORITY).on(A, conflict(9));
    accepting = (Accepting) accepting.on(B, new Accepted());

    assertThat(accepting.on(C, new Accepted())).isInstanceOf(Chosen.class);
  }

  @Test
  void a_lost_phase_tells_the_greatest_counter_seen() {
    Preparing preparing = Preparing.begin(KEY, 1, MAJORITY, ballot(1));
    preparing = (Preparing) preparing.on(A, conflict(9));

    assertThat(preparing.on(B, conflict(5))).isEqualTo(new PhaseLost(9));
    assertThat(preparing.onSilence(B)).isEqualTo(new PhaseLost(9));
  }

  @Test
  void a_conflict_with_the_floor_of_a_bare_row_is_outbid_too() {
    assertThat(new Conflict(Ballot.ZERO, 17).counter()).isEqualTo(17);
  }

  /** Rule R3: the promise is kept only after a clean accept quorum. */
  @Test
  void the_promise_is_dropped_after_any_conflict_or_silence() {
    Accepting clean = (Accepting) accepting(MAJORITY).on(A, new Accepted());
    Accepting conflicted = (Accepting) accepting(MAJORITY).on(A, conflict(9));
    Accepting silent = (Accepting) accepting(MAJORITY).onSilence(A);

    assertThat(((Chosen) clean.on(B, new Accepted())).promise()).isPresent();
    conflicted = (Accepting) conflicted.on(B, new Accepted());
    assertThat(((Chosen) conflicted.on(C, new Accepted())).promise()).isEmpty();
    silent = (Accepting) silent.on(B, new Accepted());
    assertThat(((Chosen) silent.on(C, new Accepted())).promise()).isEmpty();
  }

  /** Those who accepted promised the next ballot; with sized quorums they may be too few for it. */
  @Test
  void an_accept_quorum_that_is_no_prepare_quorum_leaves_no_promise() {
    QuorumSystem sized = new SizedQuorums(Set.of(A, B, C, D), 3, 2);
    Accepting accepting = (Accepting) accepting(sized).on(A, new Accepted());

    assertThat(((Chosen) accepting.on(B, new Accepted())).promise()).isEmpty();
  }

  @Test
  void a_promise_is_handed_out_once() {
    PromiseCache cache = new PromiseCache(10);
    cache.put(promise(KEY));

    assertThat(cache.take(KEY, 1)).isPresent();
    assertThat(cache.take(KEY, 1)).isEmpty();
  }

  /** Pitfall 4: a promise of one configuration is worth nothing in the next. */
  @Test
  void a_promise_dies_with_its_era() {
    PromiseCache cache = new PromiseCache(10);
    cache.put(promise(KEY));

    assertThat(cache.take(KEY, 2)).isEmpty();
    assertThat(cache.take(KEY, 1)).isEmpty();
  }

  @Test
  void the_promise_used_longest_ago_makes_room() {
    PromiseCache cache = new PromiseCache(2);
    Key other = Key.register("other");
    Key third = Key.register("third");
    cache.put(promise(KEY));
    cache.put(promise(other));
    cache.put(promise(KEY));
    cache.put(promise(third));

    assertThat(cache.take(other, 1)).isEmpty();
    assertThat(cache.take(KEY, 1)).isPresent();
    assertThat(cache.take(third, 1)).isPresent();
  }

  /** Pitfall 2: a prepare that is not strict lets one ballot carry two proposals. */
  @Test
  void a_ballot_is_promised_once() {
    AcceptorRow row =
        AcceptorRules.prepare(AcceptorRow.absent(0), new Prepare(KEY, ballot(1))).row();

    assertThat(AcceptorRules.prepare(row, new Prepare(KEY, ballot(1))).reply())
        .isInstanceOf(Conflict.class);
  }

  /** Pitfalls 8, 9 and 23: the floor holds for every bare row, with a promise or without. */
  @Test
  void a_bare_row_obeys_the_floor_in_both_phases() {
    AcceptorRow absent = AcceptorRow.absent(10);
    AcceptorRow promised = new AcceptorRow(ballot(3), new Report.Bare(10));
    for (AcceptorRow row : new AcceptorRow[] {absent, promised}) {
      assertThat(AcceptorRules.prepare(row, new Prepare(KEY, ballot(10))).reply())
          .isInstanceOf(Conflict.class);
      assertThat(AcceptorRules.accept(row, accept(10)).reply()).isInstanceOf(Conflict.class);
      assertThat(AcceptorRules.prepare(row, new Prepare(KEY, ballot(11))).reply())
          .isEqualTo(new Promised(new Report.Bare(10)));
      assertThat(AcceptorRules.accept(row, accept(11)).reply()).isEqualTo(new Accepted());
    }
  }

  @Test
  void a_row_that_holds_something_does_not_obey_the_floor() {
    AcceptorRow holding = new AcceptorRow(ballot(3), new Report.Holding(ballot(3), STATE));

    assertThat(AcceptorRules.accept(holding, accept(3)).reply()).isEqualTo(new Accepted());
  }

  /** Pitfall 11: what only one acceptor of the quorum holds is not proven. */
  @Test
  void a_read_is_proven_only_by_an_accept_quorum_of_the_greatest_ballot() {
    Reading reading = Reading.begin(KEY, MAJORITY).on(A, holding(5)).on(B, holding(3));
    assertThat(reading.proven()).isEmpty();
    assertThat(reading.isQuorumThere()).isTrue();
    assertThat(reading.isOver()).isFalse();

    assertThat(reading.on(C, holding(5)).proven()).contains(STATE);
    assertThat(reading.on(C, holding(3)).proven()).isEmpty();
    assertThat(reading.onSilence(C).isOver()).isTrue();
  }

  @Test
  void who_may_have_forgotten_something_greater_does_not_help_to_prove_a_read() {
    QuorumSystem sized = new SizedQuorums(Set.of(A, B), 2, 1);
    Reading one = Reading.begin(KEY, sized).on(A, holding(5));

    assertThat(one.on(B, bare(5)).proven()).isEmpty();
    assertThat(one.on(B, bare(4)).proven()).contains(STATE);
    assertThat(one.on(B, bare(5)).isQuorumThere()).isTrue();

    Reading three = Reading.begin(KEY, MAJORITY).on(A, holding(5)).on(B, bare(9));
    assertThat(three.on(C, holding(5)).proven()).contains(STATE);
  }

  @Test
  void a_read_of_nothing_needs_a_quorum_too() {
    Reading one = Reading.begin(KEY, MAJORITY).on(A, bare());
    assertThat(one.proven()).isEmpty();
    assertThat(one.on(A, bare()).proven()).isEmpty();
    assertThat(one.on(D, bare()).proven()).isEmpty();
    assertThat(one.on(B, bare()).proven()).contains(RegisterState.bornOver(0));
    assertThat(one.on(B, holding(3)).proven()).isEmpty();
  }

  /** Rule R5: so a revision never repeats, whoever answers first. */
  @Test
  void a_register_that_nobody_has_written_is_born_over_the_greatest_floor_of_the_quorum() {
    Promised high = new Promised(new Report.Bare(19));
    Promised low = new Promised(new Report.Bare(7));
    Preparing preparing = Preparing.begin(KEY, 1, MAJORITY, ballot(20));
    Preparing highFirst = (Preparing) preparing.on(A, high);
    Preparing lowFirst = (Preparing) preparing.on(A, low);

    assertThat(((Prepared) highFirst.on(B, low)).base()).isEqualTo(RegisterState.bornOver(19));
    assertThat(((Prepared) lowFirst.on(B, high)).base()).isEqualTo(RegisterState.bornOver(19));
  }

  /** Rule R5: a floor is raised at one acceptor before the other, and another state may pass it. */
  @Test
  void a_floor_is_told_to_nobody_as_a_revision() {
    Reading reading = Reading.begin(KEY, MAJORITY).on(A, bare(7)).on(B, bare(19));
    Prepared prepared = new Prepared(KEY, 1, MAJORITY, ballot(20), new Report.Bare(19), 19, false);
    Submission keep = new Submission(current -> Decision.keep(), Optional.empty(), List.of());
    Submission write =
        new Submission(
            current -> Decision.write(Value.text("r" + current.revision())),
            Optional.empty(),
            List.of());

    assertThat(reading.proven()).contains(RegisterState.bornOver(0));
    assertThat(Combination.of(prepared, List.of(keep), 100).verdicts().toString())
        .contains("revision=0");
    RegisterState written = Combination.of(prepared, List.of(keep, write), 100).state();
    assertThat(written.revision()).isEqualTo(20);
    assertThat(written.value()).contains(Value.text("r0"));
  }

  private static Accepting accepting(QuorumSystem quorums) {
    return new Prepared(KEY, 1, quorums, ballot(1), new Report.Bare(0), 0, false)
        .propose(STATE, ballot(2));
  }

  private static CachedPromise promise(Key key) {
    Report.Holding holding = new Report.Holding(ballot(1), STATE);
    return new CachedPromise(key, 1, MAJORITY, ballot(2), holding);
  }

  private static ReadReply holding(long counter) {
    return new ReadReply(ballot(counter), new Report.Holding(ballot(counter), STATE));
  }

  private static ReadReply bare() {
    return bare(0);
  }

  private static ReadReply bare(long floor) {
    return new ReadReply(Ballot.ZERO, new Report.Bare(floor));
  }

  private static Accept accept(long counter) {
    return new Accept(KEY, ballot(counter), STATE, Optional.empty());
  }

  private static Conflict conflict(long counter) {
    return new Conflict(ballot(counter), 0);
  }

  private static Ballot ballot(long counter) {
    return new Ballot(counter, new ProposerId("p", 1));
  }
}
