package io.paxos.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.acceptor.MemoryAcceptor;
import io.paxos.protocol.Accept;
import io.paxos.protocol.Accepted;
import io.paxos.protocol.Ballot;
import io.paxos.protocol.Batch;
import io.paxos.protocol.BatchReply;
import io.paxos.protocol.Collect;
import io.paxos.protocol.Conflict;
import io.paxos.protocol.History;
import io.paxos.protocol.Identity;
import io.paxos.protocol.Key;
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
import java.util.List;
import java.util.Optional;
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
    await(memory.acceptor().collect(new Collect(identity().era(), store, to, List.of())));
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

  private static Accept accept(Ballot ballot, RegisterState state) {
    return new Accept(KEY, ballot, state, Optional.empty());
  }

  private static ReadReply bareRead(Ballot promised, long floor) {
    return new ReadReply(promised, new Report.Bare(floor));
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
