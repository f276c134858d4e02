package io.paxos.storage.jdbc;

import static io.paxos.storage.jdbc.Talk.KEY;
import static io.paxos.storage.jdbc.Talk.accept;
import static io.paxos.storage.jdbc.Talk.ballot;
import static io.paxos.storage.jdbc.Talk.handled;
import static io.paxos.storage.jdbc.Talk.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.paxos.contract.Words;
import io.paxos.protocol.Accept;
import io.paxos.protocol.Accepted;
import io.paxos.protocol.Ballot;
import io.paxos.protocol.Batch;
import io.paxos.protocol.BatchReply;
import io.paxos.protocol.Collect;
import io.paxos.protocol.CollectReply;
import io.paxos.protocol.Key;
import io.paxos.protocol.Prepare;
import io.paxos.protocol.Read;
import io.paxos.protocol.Report;
import io.paxos.protocol.Request;
import io.paxos.protocol.Scan;
import io.paxos.protocol.ScanReply;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an acceptor does when its database fails or is slow, on any database. */
abstract class Failures {
  private DataSource database;
  private Faults faults;
  private JdbcAcceptor acceptor;
  private Talk talk;

  /** An empty database. */
  abstract DataSource emptyDatabase() throws Exception;

  /** How it is used. */
  StorageOptions options() {
    return StorageOptions.DEFAULT;
  }

  @BeforeEach
  void open() throws Exception {
    database = emptyDatabase();
    faults = new Faults(database);
    acceptor = JdbcAcceptor.open(faults.dataSource(), options());
    talk = Talk.inEraOne(acceptor);
  }

  @AfterEach
  void close() {
    acceptor.close();
  }

  @Test
  void a_commit_that_broke_before_it_happened_is_silence_and_nothing_is_there_afterwards() {
    faults.onNextCommit(Faults.LOST_BEFORE);
    assertSilent(talk.send(accept(1, "x")), "broke before the commit");
    awaitService();
    assertThat(talk.report()).isEqualTo(new Report.Bare(0));
    assertThat(Talk.await(talk.send(accept(1, "x")))).isEqualTo(handled(new Accepted()));
  }

  /** Pitfall 15: a refusal would be wrong here, and so would a success before the commit. */
  @Test
  void a_commit_that_broke_after_it_happened_is_silence_and_the_write_is_there_afterwards() {
    faults.onNextCommit(Faults.LOST_AFTER);
    assertSilent(talk.send(accept(1, "x")), "broke after the commit");
    awaitService();
    assertThat(talk.report()).isEqualTo(new Report.Holding(ballot(1), state("x")));
  }

  @Test
  void a_collection_whose_commit_broke_is_silence_and_all_of_it_has_happened_or_nothing() {
    Talk.await(talk.send(Talk.delete(1, 5)));
    faults.onNextCommit(Faults.LOST_BEFORE);
    assertSilent(acceptor.collect(talk.collect(1)), "broke before the commit");
    awaitService();
    assertThat(page()).isEqualTo(page(0, Talk.delete(1, 5)));
    faults.onNextCommit(Faults.LOST_AFTER);
    assertSilent(acceptor.collect(talk.collect(1)), "broke after the commit");
    awaitService();
    assertThat(page()).isEqualTo(page(5));
    assertThat(Talk.await(acceptor.collect(talk.collect(1))))
        .isEqualTo(new CollectReply.Collected(5, 0));
  }

  @Test
  void hundreds_of_rows_are_collected_in_one_commit() {
    List<Collect.Forget> rows = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      Key key = Key.register("key " + i);
      Talk.await(talk.send(new Prepare(key, ballot(1))));
      rows.add(new Collect.Forget(key, Ballot.ZERO));
    }
    int before = faults.commits();
    assertThat(Talk.await(acceptor.collect(new Collect(1, talk.store(), 0, rows))))
        .isEqualTo(new CollectReply.Collected(1, 500));
    assertThat(faults.commits() - before).isEqualTo(1);
  }

  @Test
  void after_a_failed_commit_nothing_is_answered_until_the_database_was_opened_anew() {
    faults.refuseConnections(true);
    faults.onNextCommit(Faults.LOST_AFTER);
    assertSilent(talk.send(accept(1, "x")), "broke after the commit");
    await().until(() -> acceptor.outage().equals(Optional.of("connection refused")));
    assertSilent(talk.send(accept(2, "y")), "connection refused");
    assertSilent(talk.send(new Read(KEY)), "opened anew");
    assertSilent(acceptor.identify(), "opened anew");
    assertSilent(
        acceptor.scan(new Scan(1, talk.store(), Optional.empty(), 1, Scan.Scope.ALL)),
        "opened anew");
    assertSilent(acceptor.install(Words.configuration(2)), "connection refused");
    assertSilent(acceptor.collect(talk.collect(1)), "connection refused");

    faults.refuseConnections(false);
    awaitService();
    assertThat(talk.report()).isEqualTo(new Report.Holding(ballot(1), state("x")));
    assertThat(Talk.await(acceptor.identify()).era()).isEqualTo(1);
  }

  /** Pitfall 20; and a read waits for no fsync, and sees only what is committed. */
  @Test
  void no_reply_overtakes_its_commit() throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    faults.onNextCommit(
        step -> {
          reached.countDown();
          released.await();
          return step.run();
        });
    CompletableFuture<BatchReply> accepting = talk.send(accept(1, "x"));
    reached.await();
    assertThat(talk.report()).isEqualTo(new Report.Bare(0));
    assertThat(accepting).isNotDone();

    released.countDown();
    assertThat(Talk.await(accepting)).isEqualTo(handled(new Accepted()));
    assertThat(talk.report()).isEqualTo(new Report.Holding(ballot(1), state("x")));
  }

  @Test
  void all_that_waits_for_a_commit_shares_the_next_one() throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    faults.onNextCommit(
        step -> {
          reached.countDown();
          released.await();
          return step.run();
        });
    int before = faults.commits();
    List<CompletableFuture<BatchReply>> replies = new ArrayList<>();
    replies.add(talk.send(accept(1, "x")));
    reached.await();
    for (int i = 0; i < 100; i++) {
      replies.add(talk.send(new Prepare(Key.register("key " + i), ballot(1))));
    }
    released.countDown();
    replies.forEach(Talk::await);
    assertThat(faults.commits() - before).isEqualTo(2);
  }

  @Test
  void more_than_the_line_holds_is_silence_at_once() throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    faults.onNextCommit(
        step -> {
          reached.countDown();
          released.await();
          return step.run();
        });
    CompletableFuture<BatchReply> first = talk.send(accept(1, "x"));
    reached.await();
    List<Request<?>> many = new ArrayList<>();
    for (int i = 0; i < WaitingLine.WAITING_REQUESTS; i++) {
      many.add(new Prepare(KEY, ballot(i + 2)));
    }
    acceptor.handle(new Batch(2, talk.store(), many));
    assertSilent(talk.send(accept(9, "y")), "waiting for the database already");
    assertThat(acceptor.outage()).isEmpty();
    released.countDown();
    assertThat(Talk.await(first)).isEqualTo(handled(new Accepted()));
  }

  @Test
  void a_database_that_is_not_the_one_that_promised_is_not_served() throws Exception {
    execute("update paxos_acceptor set store_id = '00000000-0000-4000-8000-000000000001'");
    faults.onNextCommit(Faults.LOST_BEFORE);
    assertSilent(talk.send(accept(1, "x")), "broke before the commit");
    await().until(() -> acceptor.outage().orElse("").contains("and is now that of store"));
    execute("delete from paxos_acceptor");
    await().until(() -> acceptor.outage().orElse("").contains("whose memory this was is lost"));
  }

  @Test
  void an_acceptor_can_be_made_before_its_database_can_be_reached() {
    acceptor.close();
    faults.refuseConnections(true);
    assertThatThrownBy(() -> JdbcAcceptor.open(faults.dataSource(), StorageOptions.DEFAULT))
        .isInstanceOf(StorageException.class)
        .hasRootCauseMessage("connection refused");

    acceptor = JdbcAcceptor.connect(faults.dataSource(), StorageOptions.DEFAULT);
    await().until(() -> acceptor.outage().equals(Optional.of("connection refused")));
    assertSilent(acceptor.identify(), "");
    faults.refuseConnections(false);
    awaitService();
    assertThat(Talk.await(acceptor.identify()).store()).isEqualTo(talk.store());
  }

  @Test
  void a_closed_acceptor_is_silent() {
    acceptor.close();
    assertThat(acceptor.outage()).contains("the acceptor is closed");
    assertSilent(talk.send(accept(1, "x")), "the acceptor is closed");
    assertSilent(acceptor.identify(), "the acceptor is closed");
  }

  /** Pitfall 15. */
  @Test
  void an_acceptor_never_joins_the_transaction_of_its_caller() throws Exception {
    acceptor.close();
    try (Connection transaction = database.getConnection()) {
      transaction.setAutoCommit(false);
      DataSource bound = CallersTransaction.around(database, transaction);
      assertThat(bound.getConnection()).isSameAs(transaction);
      acceptor = JdbcAcceptor.open(bound, StorageOptions.DEFAULT);
      talk = new Talk(acceptor, talk.store());
      Talk.await(talk.send(accept(1, "x")));
      transaction.rollback();
    }
    assertThat(talk.report()).isEqualTo(new Report.Holding(ballot(1), state("x")));
  }

  private ScanReply page() {
    Scan scan = new Scan(1, talk.store(), Optional.empty(), 9, Scan.Scope.COLLECTABLE);
    return Talk.await(acceptor.scan(scan));
  }

  private static ScanReply page(long floor, Accept... tombstones) {
    List<ScanReply.Row> rows =
        Stream.of(tombstones)
            .map(
                one ->
                    new ScanReply.Row(
                        one.key(), one.ballot(), one.ballot(), ScanReply.Content.TOMBSTONE))
            .toList();
    return new ScanReply.Page(rows, floor, OptionalLong.empty());
  }

  private void awaitService() {
    await().until(() -> acceptor.outage().isEmpty());
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void assertSilent(CompletionStage<?> stage, String reason) {
    assertThatThrownBy(() -> Talk.await(stage))
        .hasCauseInstanceOf(StorageException.class)
        .hasMessageContaining(reason);
  }
}
