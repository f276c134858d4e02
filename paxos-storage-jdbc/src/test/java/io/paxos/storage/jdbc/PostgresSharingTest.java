package io.paxos.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.paxos.protocol.Accept;
import io.paxos.protocol.Accepted;
import io.paxos.protocol.Ballot;
import io.paxos.protocol.BatchReply;
import io.paxos.protocol.Conflict;
import io.paxos.protocol.Key;
import io.paxos.protocol.Prepare;
import io.paxos.protocol.Read;
import io.paxos.protocol.ReadReply;
import io.paxos.protocol.Report;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PostgresSharingTest extends Sharing {
  private static final Key OTHER = Key.register("other");

  @Override
  String emptyDatabase() {
    return PostgresServer.freshDatabaseUrl();
  }

  @Override
  void beginInstall(Connection connection) throws Exception {
    execute(connection, "begin");
  }

  @Override
  void awaitBlocked(String url) throws Exception {
    String waiting =
        "select exists (select from pg_locks where not granted and database ="
            + " (select oid from pg_database where datname = current_database()))";
    try (Connection connection = WriterProcess.dataSource(url).getConnection();
        Statement statement = connection.createStatement()) {
      await()
          .until(
              () -> {
                try (var rows = statement.executeQuery(waiting)) {
                  return rows.next() && rows.getBoolean(1);
                }
              });
    }
  }

  /** Pitfall 19, where the lock, the era, and the write are one message. */
  @Test
  void a_whole_transaction_that_waited_for_an_install_writes_nothing() throws Exception {
    String url = emptyDatabase();
    try (JdbcAcceptor acceptor = open(url);
        Connection installer = WriterProcess.dataSource(url).getConnection()) {
      Talk talk = acquainted(acceptor);
      beginInstall(installer);
      setEraTwo(installer);
      CompletableFuture<BatchReply> batch = talk.send(Talk.accept(1, "x"));
      awaitBlocked(url);
      assertThat(batch).isNotDone();
      execute(installer, "commit");
      assertThat(Talk.await(batch)).isEqualTo(STALE);
      assertThat(count(installer)).isEqualTo(1);
    }
  }

  @Test
  void a_whole_transaction_that_waited_for_a_floor_obeys_it() throws Exception {
    String url = emptyDatabase();
    try (JdbcAcceptor acceptor = open(url);
        Connection collector = WriterProcess.dataSource(url).getConnection()) {
      Talk talk = acquainted(acceptor);
      execute(collector, "begin");
      execute(collector, "update paxos_acceptor set floor = 5");
      CompletableFuture<BatchReply> late = talk.send(Talk.accept(2, "late"));
      awaitBlocked(url);
      execute(collector, "commit");
      assertThat(Talk.await(late)).isEqualTo(Talk.handled(new Conflict(Ballot.ZERO, 5)));
      assertThat(talk.report()).isEqualTo(new Report.Bare(5));
    }
  }

  /** Pitfall 19, for reads in one message. */
  @Test
  void a_whole_read_sees_the_era_and_the_rows_of_one_moment() throws Exception {
    String url = emptyDatabase();
    try (JdbcAcceptor acceptor = open(url);
        Connection other = WriterProcess.dataSource(url).getConnection()) {
      Talk talk = acquainted(acceptor);
      execute(other, "begin");
      execute(other, "lock table paxos_register in access exclusive mode");
      CompletableFuture<BatchReply> read = talk.send(new Read(OTHER));
      awaitBlocked(url);
      setEraTwo(other);
      execute(other, "delete from paxos_register");
      execute(other, "commit");
      Report before = new Report.Holding(Talk.ballot(1), Talk.state("seen"));
      assertThat(Talk.await(read)).isEqualTo(Talk.handled(new ReadReply(Talk.ballot(1), before)));
      assertThat(Talk.await(talk.send(new Read(OTHER)))).isEqualTo(STALE);
    }
  }

  /** What was refused is told with what stands in the way, in the order of the requests. */
  @Test
  void a_whole_transaction_grants_some_and_refuses_some() throws Exception {
    try (JdbcAcceptor acceptor = open(emptyDatabase())) {
      Talk talk = acquainted(acceptor);
      Accept granted = new Accept(OTHER, Talk.ballot(9), Talk.state("new"), Optional.empty());
      Talk.await(talk.send(new Prepare(Talk.KEY, Talk.ballot(7))));
      assertThat(Talk.await(talk.send(Talk.accept(6, "late"), granted)))
          .isEqualTo(
              new BatchReply.Handled(List.of(new Conflict(Talk.ballot(7), 0), new Accepted())));
    }
  }

  /** Both of its connections have seen era 1, and {@link #OTHER} holds something. */
  private static Talk acquainted(JdbcAcceptor acceptor) {
    Talk talk = Talk.inEraOne(acceptor);
    Talk.await(talk.send(new Accept(OTHER, Talk.ballot(1), Talk.state("seen"), Optional.empty())));
    Talk.await(talk.send(new Read(OTHER)));
    return talk;
  }
}
