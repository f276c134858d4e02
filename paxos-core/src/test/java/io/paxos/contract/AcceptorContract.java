package io.paxos.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.acceptor.MemoryAcceptor;
import io.paxos.protocol.Accept;
import io.paxos.protocol.Accepted;
import io.paxos.protocol.Ballot;
import io.paxos.protocol.Batch;
import io.paxos.protocol.BatchReply;
import io.paxos.protocol.Collect;
import io.paxos.protocol.CollectReply;
import io.paxos.protocol.Conflict;
import io.paxos.protocol.History;
import io.paxos.protocol.Identity;
import io.paxos.protocol.Key;
import io.paxos.protocol.Lineage;
import io.paxos.protocol.OperationId;
import io.paxos.protocol.Operations;
import io.paxos.protocol.Prepare;
import io.paxos.protocol.Promised;
import io.paxos.protocol.ProposerId;
import io.paxos.protocol.Read;
import io.paxos.protocol.ReadReply;
import io.paxos.protocol.RegisterState;
import io.paxos.protocol.Reply;
import io.paxos.protocol.Report;
import io.paxos.protocol.Request;
import io.paxos.protocol.Scan;
import io.paxos.protocol.ScanReply;
import io.paxos.protocol.StoreId;
import io.paxos.protocol.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link io.paxos.spi.Acceptor} owes, checked against the pure rules.
 *
 * <p>To run it on your acceptor, subclass it and supply a {@link Memory}: an empty place for the
 * state, made anew for each test, on which the acceptor can be closed and opened again. All tests
 * must pass, none may be overridden. What this suite cannot see, an implementation has to test by
 * itself: that nothing is answered before it is durable, what happens when a commit fails, and
 * several processes on one database.
 *
 * <p>The same memory can be played with in a simulated world of crashes and lost messages, see
 * {@code io.paxos.simulation.Hunt}.
 */
public abstract class AcceptorContract {
  private static final Ballot B1 = ballot(1, "n1");
  private static final Ballot B2 = ballot(2, "n1");
  private static final Ballot B3 = ballot(3, "n1");
  private static final Ballot B9 = ballot(9, "n1");
  private static final Key KEY = Key.register("key");

  private Memory memory;
  private StoreId store;

  /** An empty memory, with an acceptor open on it. */
  protected abstract Memory memory() throws Exception;

  @BeforeEach
  void open() throws Exception {
    memory = memory();
    store = identity().store();
  }

  @AfterEach
  void close() {
    memory.close();
  }

  @Test
  void an_empty_memory_has_a_store_id_and_no_configuration() {
    assertThat(identity()).isEqualTo(new Identity(store, Optional.empty()));
  }

  @Test
  void before_the_first_configuration_only_its_register_is_served() {
    assertThat(answer(0, store, new Prepare(KEY, B1))).isEqualTo(new BatchReply.NotFormed());
    assertThat(answer(0, store, new Prepare(Key.CONFIGURATION, B1), new Read(KEY)))
        .isEqualTo(new BatchReply.NotFormed());
    assertThat(answer(0, store, new Prepare(Key.CONFIGURATION, B1)))
        .isEqualTo(new BatchReply.Handled(List.of(new Promised(new Report.Bare(0)))));
  }

  @Test
  void a_request_for_another_store_is_refused() {
    StoreId another = StoreId.random();
    assertThat(answer(0, another, new Prepare(Key.CONFIGURATION, B1)))
        .isEqualTo(new BatchReply.WrongStore(store));
    assertThat(scan(0, another, Optional.empty(), 1))
        .isEqualTo(new ScanReply.Refused(new BatchReply.WrongStore(store)));
  }

  @Test
  void a_request_of_another_era_is_refused_and_nothing_is_done() {
    form();
    install(2);
    assertThat(answer(1, store, new Prepare(KEY, B1)))
        .isEqualTo(new BatchReply.StaleEra(Words.configuration(2)));
    assertThat(answer(3, store, new Prepare(KEY, B1))).isEqualTo(new BatchReply.UnknownEra(2));
    assertThat(scan(1, store, Optional.empty(), 1))
        .isEqualTo(new ScanReply.Refused(new BatchReply.StaleEra(Words.configuration(2))));
    assertThat(answer(2, store, new Read(KEY)))
        .isEqualTo(new BatchReply.Handled(List.of(bareRead(Ballot.ZERO, 0))));
  }

  @Test
  void what_was_served_before_an_install_is_refused_from_its_first_repetition_on() {
    form();
    replies(accept(B1, state("x")));
    assertThat(collect(0)).isEqualTo(new CollectReply.Collected(0, 0));
    install(2);
    BatchReply.StaleEra stale = new BatchReply.StaleEra(Words.configuration(2));
    assertThat(answer(1, store, accept(B1, state("x")))).isEqualTo(stale);
    assertThat(collect(1, store, 0)).isEqualTo(refused(stale));
  }

  @Test
  void a_configuration_of_a_lower_era_is_not_installed() {
    install(5);
    assertThat(install(4).era()).isEqualTo(5);
    assertThat(install(5).era()).isEqualTo(5);
    assertThat(install(6)).isEqualTo(identity());
    assertThat(identity().installed()).contains(Words.configuration(6));
  }

  @Test
  void a_promise_is_strict_and_an_accept_is_not() {
    form();
    assertThat(replies(new Prepare(KEY, B2), new Prepare(KEY, B2), new Prepare(KEY, B1)))
        .containsExactly(
            new Promised(new Report.Bare(0)), new Conflict(B2, 0), new Conflict(B2, 0));
    RegisterState state = state("x");
    assertThat(replies(accept(B1, state), accept(B2, state), accept(B2, state)))
        .containsExactly(new Conflict(B2, 0), new Accepted(), new Accepted());
    assertThat(replies(new Prepare(KEY, B3)))
        .containsExactly(new Promised(new Report.Holding(B2, state)));
  }

  /** Pitfall 12. */
  @Test
  void an_accept_is_checked_against_what_was_already_accepted() {
    form();
    RegisterState state = state("accepted without a prepare");
    assertThat(replies(accept(B3, state))).containsExactly(new Accepted());
    assertThat(replies(accept(B2, state("late")), new Prepare(KEY, B3)))
        .containsExactly(new Conflict(B3, 0), new Conflict(B3, 0));
    assertThat(replies(new Read(KEY)))
        .containsExactly(new ReadReply(B3, new Report.Holding(B3, state)));
  }

  @Test
  void an_accept_promises_the_next_ballot_in_the_same_write() {
    form();
    RegisterState state = state("x");
    assertThat(replies(new Accept(KEY, B1, state, Optional.of(B3)), accept(B2, state("y"))))
        .containsExactly(new Accepted(), new Conflict(B3, 0));
    assertThat(replies(new Read(KEY)))
        .containsExactly(new ReadReply(B3, new Report.Holding(B1, state)));
  }

  @Test
  void an_accept_may_promise_the_next_ballot_to_another_proposer() {
    form();
    RegisterState state = state("x");
    Ballot anothers = ballot(3, "n2");
    assertThat(replies(new Accept(KEY, B1, state, Optional.of(anothers))))
        .containsExactly(new Accepted());
    assertThat(replies(accept(B3, state), new Read(KEY)))
        .containsExactly(
            new Conflict(anothers, 0), new ReadReply(anothers, new Report.Holding(B1, state)));
  }

  @Test
  void the_floor_binds_bare_rows_and_no_others() {
    form();
    Key promised = Key.register("promised");
    RegisterState state = state("x");
    replies(new Prepare(promised, B1), accept(B1, state));
    raiseFloor(5);
    assertThat(replies(new Prepare(Key.register("absent"), B3), new Read(Key.register("absent"))))
        .containsExactly(new Conflict(Ballot.ZERO, 5), bareRead(Ballot.ZERO, 5));
    assertThat(
            replies(new Prepare(promised, B3), new Accept(promised, B3, state, Optional.empty())))
        .containsExactly(new Conflict(B1, 5), new Conflict(B1, 5));
    assertThat(replies(new Prepare(promised, B9)))
        .containsExactly(new Promised(new Report.Bare(5)));
    assertThat(replies(new Prepare(KEY, B2), accept(B2, state)))
        .containsExactly(new Promised(new Report.Holding(B1, state)), new Accepted());
  }

  @Test
  void the_floor_never_falls() {
    form();
    raiseFloor(5);
    raiseFloor(2);
    assertThat(replies(new Prepare(KEY, B3))).containsExactly(new Conflict(Ballot.ZERO, 5));
  }

  /** Pitfall 18. */
  @Test
  void neither_reads_nor_refusals_create_rows() {
    form();
    raiseFloor(5);
    replies(new Read(KEY), new Prepare(KEY, B1), accept(B1, state("x")));
    assertThat(page(Optional.empty(), 10).rows()).isEmpty();
  }

  @Test
  void requests_on_one_key_in_one_batch_are_decided_in_order() {
    form();
    RegisterState x = state("x");
    RegisterState y = state("y");
    assertThat(
            replies(
                new Read(KEY),
                new Prepare(KEY, B1),
                accept(B1, x),
                new Read(KEY),
                new Prepare(KEY, B2),
                accept(B1, x),
                accept(B2, y),
                new Read(KEY)))
        .containsExactly(
            bareRead(Ballot.ZERO, 0),
            new Promised(new Report.Bare(0)),
            new Accepted(),
            new ReadReply(B1, new Report.Holding(B1, x)),
            new Promised(new Report.Holding(B1, x)),
            new Conflict(B2, 0),
            new Accepted(),
            new ReadReply(B2, new Report.Holding(B2, y)));
  }

  @Test
  void ballots_are_ordered_by_counter_then_node_then_incarnation() {
    form();
    List<Ballot> ordered =
        List.of(
            new Ballot(2, new ProposerId("N", 9)),
            new Ballot(2, new ProposerId("n", Long.MIN_VALUE)),
            new Ballot(2, new ProposerId("n", -1)),
            new Ballot(2, new ProposerId("n", 0)),
            new Ballot(2, new ProposerId("n", Long.MAX_VALUE)),
            new Ballot(2, new ProposerId("n-", 0)),
            new Ballot(2, new ProposerId("n.", 0)),
            new Ballot(2, new ProposerId("n1", 0)),
            new Ballot(2, new ProposerId("n_", 0)),
            new Ballot(10, new ProposerId("A", 0)),
            new Ballot(Long.MAX_VALUE, new ProposerId("A", 0)));
    Ballot before = B1;
    replies(new Prepare(KEY, before));
    for (Ballot ballot : ordered) {
      assertThat(replies(new Prepare(KEY, ballot), new Prepare(KEY, before)))
          .containsExactly(new Promised(new Report.Bare(0)), new Conflict(ballot, 0));
      before = ballot;
    }
  }

  @Test
  void keys_that_look_alike_are_different_and_pages_follow_the_bytes_of_their_utf_8() {
    form();
    for (Key key : Words.KEYS) {
      replies(new Accept(key, B1, state(key.name()), Optional.of(B2)));
    }
    for (Key key : Words.KEYS) {
      assertThat(replies(new Read(key)))
          .containsExactly(new ReadReply(B2, new Report.Holding(B1, state(key.name()))));
    }
    List<ScanReply.Row> expected =
        Words.KEYS.stream()
            .sorted()
            .map(key -> new ScanReply.Row(key, B2, B1, ScanReply.Content.VALUE))
            .toList();
    assertThat(page(Optional.empty(), 100).rows()).isEqualTo(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(page(Optional.of(expected.get(i).key()), 3).rows())
          .isEqualTo(expected.subList(i + 1, Math.min(i + 4, expected.size())));
    }
  }

  @Test
  void a_value_of_a_mebibyte_is_kept_byte_by_byte() {
    form();
    byte[] bytes = new byte[1 << 20];
    new Random(1).nextBytes(bytes);
    RegisterState state = stateOf(Value.of(bytes, "application/octet-stream"));
    replies(accept(B1, state));
    memory.reopen();
    assertThat(replies(new Read(KEY), new Prepare(KEY, B2)))
        .containsExactly(
            new ReadReply(B1, new Report.Holding(B1, state)),
            new Promised(new Report.Holding(B1, state)));
  }

  @Test
  void collecting_forgets_a_tombstone_and_its_revision_is_in_the_floor() {
    form();
    replies(accept(B2, tombstone(7)));
    assertThat(collect(0, forget(B2))).isEqualTo(new CollectReply.Collected(7, 1));
    assertThat(page(Optional.empty(), 10).rows()).isEmpty();
    assertThat(replies(new Read(KEY))).containsExactly(bareRead(Ballot.ZERO, 7));
  }

  /** Pitfall 7. */
  @Test
  void the_promise_that_a_forgotten_row_held_is_in_the_floor() {
    form();
    Key bare = Key.register("bare");
    replies(accept(B1, tombstone(2)), new Prepare(KEY, B3), new Prepare(bare, ballot(4, "n1")));
    assertThat(collect(0, forget(B1))).isEqualTo(new CollectReply.Collected(3, 1));
    assertThat(collect(0, new Collect.Forget(bare, Ballot.ZERO)))
        .isEqualTo(new CollectReply.Collected(4, 1));
    assertThat(page(Optional.empty(), 10).rows()).isEmpty();
  }

  /** Pitfalls 8 and 9. */
  @Test
  void a_forgotten_key_obeys_the_floor_from_then_on() {
    form();
    RegisterState late = state("late");
    replies(accept(B2, tombstone(1)), new Prepare(KEY, B3));
    collect(0, forget(B2));
    assertThat(replies(accept(B3, late), new Prepare(KEY, B3), new Read(KEY)))
        .containsExactly(
            new Conflict(Ballot.ZERO, 3), new Conflict(Ballot.ZERO, 3), bareRead(Ballot.ZERO, 3));
    memory.reopen();
    assertThat(replies(accept(B3, late), new Prepare(KEY, B9), accept(B9, late)))
        .containsExactly(
            new Conflict(Ballot.ZERO, 3), new Promised(new Report.Bare(3)), new Accepted());
  }

  @Test
  void a_row_that_is_not_what_was_asked_for_stays() {
    form();
    Key absent = Key.register("absent");
    Key bare = Key.register("bare");
    Key empty = Key.register("empty");
    Value nothing = Value.of(new byte[0], "application/octet-stream");
    replies(
        accept(B2, tombstone(9)),
        new Prepare(bare, B2),
        new Accept(empty, B2, stateOf(nothing), Optional.empty()));
    List<ScanReply.Row> before = page(Optional.empty(), 10).rows();
    assertThat(
            collect(
                0,
                forget(B1),
                new Collect.Forget(bare, B2),
                new Collect.Forget(empty, B2),
                new Collect.Forget(absent, B2)))
        .isEqualTo(new CollectReply.Collected(0, 0));
    for (Ballot other :
        List.of(B3, ballot(2, "n0"), new Ballot(2, new ProposerId("n1", 2)), Ballot.ZERO)) {
      assertThat(
              collect(
                  0,
                  forget(other),
                  new Collect.Forget(empty, other),
                  new Collect.Forget(absent, Ballot.ZERO)))
          .isEqualTo(new CollectReply.Collected(0, 0));
    }
    assertThat(page(Optional.empty(), 10).rows()).isEqualTo(before);
  }

  @Test
  void a_collection_keeps_what_has_changed_and_forgets_the_rest() {
    form();
    Key changed = Key.register("changed");
    replies(
        accept(B1, tombstone(1)),
        new Accept(changed, B1, tombstone(8), Optional.empty()),
        new Accept(changed, B2, state("back"), Optional.empty()));
    assertThat(collect(0, new Collect.Forget(changed, B1), forget(B1)))
        .isEqualTo(new CollectReply.Collected(1, 1));
    assertThat(page(Optional.empty(), 10).rows())
        .containsExactly(new ScanReply.Row(changed, B2, B2, ScanReply.Content.VALUE));
  }

  @Test
  void the_floor_is_the_greatest_of_what_is_asked_and_what_the_rows_need() {
    form();
    replies(accept(B2, tombstone(1)));
    assertThat(collect(6, forget(B2))).isEqualTo(new CollectReply.Collected(6, 1));
    replies(new Prepare(KEY, B9));
    assertThat(collect(8, forget(Ballot.ZERO))).isEqualTo(new CollectReply.Collected(9, 1));
    assertThat(collect(4)).isEqualTo(new CollectReply.Collected(9, 0));
  }

  @Test
  void a_collection_that_comes_twice_does_no_harm() {
    form();
    replies(accept(B2, tombstone(5)));
    assertThat(collect(0, forget(B2))).isEqualTo(new CollectReply.Collected(5, 1));
    assertThat(collect(0, forget(B2))).isEqualTo(new CollectReply.Collected(5, 0));
    RegisterState again = state("again");
    replies(new Prepare(KEY, B9), accept(B9, again));
    assertThat(collect(0, forget(B2))).isEqualTo(new CollectReply.Collected(5, 0));
    assertThat(replies(new Read(KEY)))
        .containsExactly(new ReadReply(B9, new Report.Holding(B9, again)));
  }

  @Test
  void a_collection_of_another_era_or_store_or_before_the_first_is_refused_and_nothing_is_done() {
    assertThat(collect(0, store, 5)).isEqualTo(refused(new BatchReply.NotFormed()));
    form();
    install(2);
    replies(accept(B2, tombstone(1)));
    assertThat(collect(1, store, 5, forget(B2)))
        .isEqualTo(refused(new BatchReply.StaleEra(Words.configuration(2))));
    assertThat(collect(3, store, 5, forget(B2))).isEqualTo(refused(new BatchReply.UnknownEra(2)));
    assertThat(collect(2, StoreId.random(), 5, forget(B2)))
        .isEqualTo(refused(new BatchReply.WrongStore(store)));
    ScanReply.Page page = page(Optional.empty(), 10);
    assertThat(page.rows()).hasSize(1);
    assertThat(page.floor()).isZero();
  }

  @Test
  void hundreds_of_rows_are_forgotten_at_once() {
    form();
    List<Collect.Forget> rows = new ArrayList<>();
    for (int i = 0; i < 700; i++) {
      Key key = Key.register("key " + i);
      replies(new Accept(key, B1, tombstone(i), Optional.empty()));
      rows.add(new Collect.Forget(key, B1));
    }
    assertThat(collect(0, rows.toArray(Collect.Forget[]::new)))
        .isEqualTo(new CollectReply.Collected(699, 700));
    assertThat(page(Optional.empty(), 10).rows()).isEmpty();
  }

  @Test
  void a_scan_tells_what_rows_hold_and_the_first_page_of_all_how_many_there_are() {
    form();
    Key bare = Key.register("bare");
    Key gone = Key.register("gone");
    Key remembering = Key.register("remembering");
    replies(
        accept(B1, state("x")),
        new Prepare(bare, B3),
        new Accept(gone, B1, tombstone(4), Optional.of(B2)),
        new Accept(remembering, B2, rememberingTombstone(), Optional.empty()));
    List<ScanReply.Row> all =
        List.of(
            new ScanReply.Row(bare, B3, Ballot.ZERO, ScanReply.Content.NOTHING),
            new ScanReply.Row(gone, B2, B1, ScanReply.Content.TOMBSTONE),
            new ScanReply.Row(KEY, B1, B1, ScanReply.Content.VALUE),
            new ScanReply.Row(remembering, B2, B2, ScanReply.Content.REMEMBERING_TOMBSTONE));
    assertThat(page(Optional.empty(), 10))
        .isEqualTo(new ScanReply.Page(all, 0, OptionalLong.of(4)));
    assertThat(page(Optional.empty(), 1))
        .isEqualTo(new ScanReply.Page(all.subList(0, 1), 0, OptionalLong.of(4)));
    assertThat(page(Optional.of(gone), 1))
        .isEqualTo(new ScanReply.Page(all.subList(2, 3), 0, OptionalLong.empty()));
  }

  @Test
  void a_scan_of_what_can_be_collected_passes_over_values() {
    form();
    Key bare = Key.register("bare");
    Key gone = Key.register("gone");
    replies(
        accept(B1, state("x")),
        new Prepare(bare, B3),
        new Accept(gone, B1, tombstone(4), Optional.empty()));
    ScanReply.Row first = new ScanReply.Row(bare, B3, Ballot.ZERO, ScanReply.Content.NOTHING);
    ScanReply.Row second = new ScanReply.Row(gone, B1, B1, ScanReply.Content.TOMBSTONE);
    assertThat(collectable(Optional.empty(), 10)).isEqualTo(pageOf(first, second));
    assertThat(collectable(Optional.empty(), 1)).isEqualTo(pageOf(first));
    assertThat(collectable(Optional.of(bare), 10)).isEqualTo(pageOf(second));
    assertThat(collectable(Optional.of(gone), 10)).isEqualTo(pageOf());

    Accept value = new Accept(bare, B3, state("a value now"), Optional.empty());
    replies(value, accept(B2, tombstone(1)));
    assertThat(collectable(Optional.empty(), 10))
        .isEqualTo(pageOf(second, new ScanReply.Row(KEY, B2, B2, ScanReply.Content.TOMBSTONE)));
  }

  /** Every reply of long random histories is that of the pure rules, across restarts. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void long_random_histories_are_answered_as_the_pure_rules_answer_them(long seed) {
    new Replay(new Words(seed, 12), memory, new MemoryAcceptor(store)).run(300);
  }

  private void form() {
    install(1);
  }

  private void raiseFloor(long to) {
    assertThat(collect(to)).isInstanceOf(CollectReply.Collected.class);
  }

  private CollectReply collect(long floor, Collect.Forget... rows) {
    return collect(identity().era(), store, floor, rows);
  }

  private CollectReply collect(long era, StoreId of, long floor, Collect.Forget... rows) {
    return await(memory.acceptor().collect(new Collect(era, of, floor, List.of(rows))));
  }

  private static Collect.Forget forget(Ballot tombstone) {
    return new Collect.Forget(KEY, tombstone);
  }

  private static CollectReply refused(BatchReply why) {
    return new CollectReply.Refused(why);
  }

  private Identity install(long era) {
    return await(memory.acceptor().install(Words.configuration(era)));
  }

  private Identity identity() {
    return await(memory.acceptor().identify());
  }

  private BatchReply answer(long era, StoreId to, Request<?>... requests) {
    return await(memory.acceptor().handle(new Batch(era, to, List.of(requests))));
  }

  private List<Reply> replies(Request<?>... requests) {
    BatchReply reply = answer(identity().era(), store, requests);
    assertThat(reply).isInstanceOf(BatchReply.Handled.class);
    return ((BatchReply.Handled) reply).replies();
  }

  private ScanReply scan(long era, StoreId of, Optional<Key> after, int limit) {
    return await(memory.acceptor().scan(new Scan(era, of, after, limit, Scan.Scope.ALL)));
  }

  private ScanReply.Page page(Optional<Key> after, int limit) {
    return (ScanReply.Page) scan(identity().era(), store, after, limit);
  }

  private ScanReply collectable(Optional<Key> after, int limit) {
    Scan scan = new Scan(identity().era(), store, after, limit, Scan.Scope.COLLECTABLE);
    return await(memory.acceptor().scan(scan));
  }

  private static ScanReply.Page pageOf(ScanReply.Row... rows) {
    return new ScanReply.Page(List.of(rows), 0, OptionalLong.empty());
  }

  private static Accept accept(Ballot ballot, RegisterState state) {
    return new Accept(KEY, ballot, state, Optional.empty());
  }

  private static ReadReply bareRead(Ballot promised, long floor) {
    return new ReadReply(promised, new Report.Bare(floor));
  }

  private static RegisterState tombstone(long revision) {
    return new RegisterState(revision, Optional.empty(), History.bornOver(0));
  }

  private static RegisterState rememberingTombstone() {
    Operations.Applied deleting =
        new Operations.Applied(new OperationId("deleting"), 3, true, Optional.empty());
    return new RegisterState(
        3, Optional.empty(), new History(Lineage.bornOver(0), Operations.NONE.plus(deleting)));
  }

  private static RegisterState state(String text) {
    return stateOf(Value.text(text));
  }

  private static RegisterState stateOf(Value value) {
    return new RegisterState(1, Optional.of(value), History.bornOver(0));
  }

  private static Ballot ballot(long counter, String node) {
    return new Ballot(counter, new ProposerId(node, 1));
  }

  static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
  }
}
