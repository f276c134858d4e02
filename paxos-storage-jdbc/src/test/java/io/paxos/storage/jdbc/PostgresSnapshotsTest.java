package io.paxos.storage.jdbc;

import static io.paxos.storage.jdbc.Talk.KEY;
import static io.paxos.storage.jdbc.Talk.ballot;
import static io.paxos.storage.jdbc.Talk.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.paxos.contract.Words;
import io.paxos.protocol.Accept;
import io.paxos.protocol.Accepted;
import io.paxos.protocol.BatchReply;
import io.paxos.protocol.CollectReply;
import io.paxos.protocol.Identity;
import io.paxos.protocol.Key;
import io.paxos.protocol.Prepare;
import io.paxos.protocol.Promised;
import io.paxos.protocol.Report;
import io.paxos.protocol.Scan;
import io.paxos.protocol.ScanReply;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Pitfall 19: a statement of PostgreSQL sees what was committed when it began, however long it then
 * waits for a row. Here somebody holds a row, so that an accept has begun and cannot end.
 */
class PostgresSnapshotsTest {
  /** Sorts before {@link Talk#KEY}, so that a statement with both waits here. */
  private static final Key HELD = Key.register("held");

  private DataSource database;
  private JdbcAcceptor left;
  private JdbcAcceptor right;
  private Talk talk;
  private Connection holder;

  @BeforeEach
  void open() throws Exception {
    database = PostgresServer.freshDatabase();
    left = JdbcAcceptor.open(database, StorageOptions.DEFAULT);
    right = JdbcAcceptor.open(database, StorageOptions.DEFAULT);
    talk = Talk.inEraOne(left);
    Talk.await(talk.send(accept(HELD, 1, "before")));
    holder = database.getConnection();
    holder.setAutoCommit(false);
    Sharing.execute(holder, lock(HELD));
  }

  @AfterEach
  void close() throws Exception {
    holder.close();
    left.close();
    right.close();
  }

  /** Why the era is not asked for in the statement that writes. */
  @Test
  void an_era_that_a_statement_asks_for_by_itself_may_have_ended_when_it_writes() throws Exception {
    String naive =
        "update paxos_register set revision = 99 where key = 'r/held'"
            + " and (select era from paxos_acceptor) = 1";
    CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> run(naive));
    awaitWaiting(1);
    assertThat(Talk.await(right.install(Words.configuration(2))).era()).isEqualTo(2);
    holder.commit();
    writing.join();
    assertThat(Rows.of(database, "select revision from paxos_register")).containsExactly("99");
  }

  /** Otherwise the new era could be surveyed, and the accept granted after that. */
  @Test
  void when_an_install_returns_no_accept_of_the_era_before_is_still_to_be_written()
      throws Exception {
    CompletableFuture<BatchReply> accepting = talk.send(accept(HELD, 2, "late"));
    awaitWaiting(1);
    CompletableFuture<Identity> installing =
        right.install(Words.configuration(2)).toCompletableFuture();
    awaitWaitingOrDone(2, installing);
    assertThat(installing).isNotDone();
    holder.commit();
    assertThat(Talk.await(installing).era()).isEqualTo(2);
    Scan inEraTwo = new Scan(2, talk.store(), Optional.empty(), 9, Scan.Scope.ALL);
    assertThat(((ScanReply.Page) Talk.await(right.scan(inEraTwo))).rows())
        .containsExactly(new ScanReply.Row(HELD, ballot(2), ballot(2), ScanReply.Content.VALUE));
    assertThat(Talk.await(accepting)).isEqualTo(Talk.handled(new Accepted()));
  }

  /** Otherwise the row could go, the floor rise, and the accept then come to be below it. */
  @Test
  void when_a_collection_returns_no_accept_that_saw_the_floor_before_is_still_to_be_written()
      throws Exception {
    Talk.await(right.handle(Talk.batch(talk.store(), Talk.delete(1, 5))));
    CompletableFuture<BatchReply> accepting =
        talk.send(accept(HELD, 2, "late"), accept(KEY, 2, "late"));
    awaitWaiting(1);
    CompletableFuture<CollectReply> collecting =
        right.collect(talk.collect(1)).toCompletableFuture();
    awaitWaitingOrDone(2, collecting);
    assertThat(collecting).isNotDone();
    holder.commit();
    assertThat(Talk.await(accepting))
        .isEqualTo(new BatchReply.Handled(List.of(new Accepted(), new Accepted())));
    assertThat(Talk.await(collecting)).isEqualTo(new CollectReply.Collected(0, 0));
    assertThat(talk.report()).isEqualTo(new Report.Holding(ballot(2), state("late")));
  }

  /** Otherwise one who has them in another order could wait for us, and we for him. */
  @Test
  void rows_are_locked_in_the_order_of_their_keys_whatever_that_of_the_requests() throws Exception {
    Talk.await(talk.send(accept(KEY, 1, "before")));
    CompletableFuture<BatchReply> accepts =
        talk.send(accept(KEY, 2, "after"), accept(HELD, 2, "after"));
    awaitWaiting(1);
    Sharing.execute(holder, lock(KEY));
    holder.commit();
    assertThat(Talk.await(accepts))
        .isEqualTo(new BatchReply.Handled(List.of(new Accepted(), new Accepted())));

    Sharing.execute(holder, lock(HELD));
    CompletableFuture<BatchReply> prepares =
        talk.send(new Prepare(KEY, ballot(3)), new Prepare(HELD, ballot(3)));
    awaitWaiting(1);
    Sharing.execute(holder, lock(KEY));
    holder.commit();
    Report accepted = new Report.Holding(ballot(2), state("after"));
    assertThat(Talk.await(prepares))
        .isEqualTo(new BatchReply.Handled(List.of(new Promised(accepted), new Promised(accepted))));
  }

  private static String lock(Key key) {
    return "select from paxos_register where key = '" + key.text() + "' for update nowait";
  }

  private static Accept accept(Key key, long counter, String text) {
    return new Accept(key, ballot(counter), state(text), Optional.empty());
  }

  private void awaitWaiting(int sessions) {
    await().until(() -> waiting() == sessions);
  }

  private void awaitWaitingOrDone(int sessions, CompletionStage<?> stage) {
    await().until(() -> waiting() == sessions || stage.toCompletableFuture().isDone());
  }

  private int waiting() throws SQLException {
    return Rows.of(
            database,
            "select pid from pg_stat_activity"
                + " where datname = current_database() and wait_event_type = 'Lock'")
        .size();
  }

  private void run(String sql) {
    try {
      Rows.run(database, sql);
    } catch (SQLException failure) {
      throw new IllegalStateException(sql, failure);
    }
  }
}
