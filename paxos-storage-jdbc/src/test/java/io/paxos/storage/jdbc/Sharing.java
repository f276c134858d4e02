package io.paxos.storage.jdbc;

import static io.paxos.storage.jdbc.Talk.accept;
import static io.paxos.storage.jdbc.Talk.handled;
import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.contract.Client;
import io.paxos.contract.Observation;
import io.paxos.contract.RowChecker;
import io.paxos.contract.Words;
import io.paxos.protocol.Accepted;
import io.paxos.protocol.Ballot;
import io.paxos.protocol.Batch;
import io.paxos.protocol.BatchReply;
import io.paxos.protocol.CollectReply;
import io.paxos.protocol.Conflict;
import io.paxos.protocol.Identity;
import io.paxos.protocol.Read;
import io.paxos.protocol.Report;
import io.paxos.protocol.StoreId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Several acceptor objects on one database are as safe as one, on any database. */
abstract class Sharing {
  static final BatchReply STALE = new BatchReply.StaleEra(Words.configuration(2));

  /** The URL of an empty database. */
  abstract String emptyDatabase() throws Exception;

  /** Returns when an acceptor waits for a lock of this database. */
  abstract void awaitBlocked(String url) throws Exception;

  /** Begins a transaction that is to change {@code paxos_acceptor}. */
  abstract void beginInstall(Connection connection) throws Exception;

  @Test
  void two_acceptors_on_one_database_are_one_acceptor() throws Exception {
    String url = emptyDatabase();
    try (JdbcAcceptor left = open(url);
        JdbcAcceptor right = open(url)) {
      StoreId store = Talk.inEraOne(left).store();
      List<Client> clients = new ArrayList<>();
      for (int number = 1; number <= 3; number++) {
        clients.add(new Client(left, store, number));
        clients.add(new Client(right, store, 10 + number));
      }
      List<List<Observation>> seen = runAll(clients, 150);
      assertThat(RowChecker.unexplained(seen)).isEmpty();
      assertThat(replies(seen, Accepted.class)).isGreaterThan(100);
      assertThat(replies(seen, Conflict.class)).isGreaterThan(100);
    }
  }

  @Test
  void two_processes_on_one_database_are_one_acceptor() throws Exception {
    String url = emptyDatabase();
    try (JdbcAcceptor ours = open(url)) {
      StoreId store = Talk.inEraOne(ours).store();
      Process theirs = WriterProcess.start(url, 21, 200);
      try {
        WriterProcess.awaitOpen(theirs);
        List<List<Observation>> seen = new ArrayList<>();
        seen.add(new Client(ours, store, 1).run(200));
        seen.add(WriterProcess.observations(theirs));
        assertThat(seen).noneMatch(List::isEmpty);
        assertThat(RowChecker.unexplained(seen)).isEmpty();
      } finally {
        theirs.destroyForcibly();
      }
    }
  }

  /** Pitfall 19. */
  @Test
  void a_batch_that_waited_for_an_install_is_of_a_stale_era() throws Exception {
    String url = emptyDatabase();
    try (JdbcAcceptor acceptor = open(url);
        Connection installer = WriterProcess.dataSource(url).getConnection()) {
      Talk talk = Talk.inEraOne(acceptor);
      beginInstall(installer);
      setEraTwo(installer);
      CompletableFuture<BatchReply> batch = talk.send(accept(1, "x"));
      awaitBlocked(url);
      assertThat(batch).isNotDone();
      execute(installer, "commit");
      assertThat(Talk.await(batch)).isEqualTo(STALE);
      assertThat(count(installer)).isZero();
    }
  }

  /** Pitfall 19, the other way round. */
  @Test
  void an_install_waits_for_the_batch_that_has_seen_the_era_before() throws Exception {
    String url = emptyDatabase();
    Faults faults = new Faults(WriterProcess.dataSource(url));
    try (JdbcAcceptor left = JdbcAcceptor.open(faults.dataSource(), StorageOptions.DEFAULT);
        JdbcAcceptor right = open(url)) {
      Talk talk = Talk.inEraOne(left);
      CountDownLatch reached = new CountDownLatch(1);
      CountDownLatch released = new CountDownLatch(1);
      faults.onNextCommit(
          step -> {
            reached.countDown();
            released.await();
            return step.run();
          });
      CompletableFuture<BatchReply> batch = talk.send(accept(1, "x"));
      reached.await();
      CompletableFuture<Identity> install =
          right.install(Words.configuration(2)).toCompletableFuture();
      awaitBlocked(url);
      assertThat(install).isNotDone();
      released.countDown();
      assertThat(Talk.await(batch)).isEqualTo(handled(new Accepted()));
      assertThat(Talk.await(install).era()).isEqualTo(2);
      assertThat(Talk.await(talk.send(accept(2, "y")))).isEqualTo(STALE);
    }
  }

  /** Pitfall 9, and 19 with a floor in place of an era: the late accept revives nothing. */
  @Test
  void a_batch_that_waited_for_a_collection_obeys_its_floor() throws Exception {
    String url = emptyDatabase();
    Faults faults = new Faults(WriterProcess.dataSource(url));
    try (JdbcAcceptor left = JdbcAcceptor.open(faults.dataSource(), StorageOptions.DEFAULT);
        JdbcAcceptor right = open(url)) {
      Talk talk = Talk.inEraOne(right);
      Talk.await(talk.send(Talk.delete(1, 5)));
      Faults.Gate gate = faults.holdNextCommit();
      CompletionStage<CollectReply> collection = left.collect(talk.collect(1));
      gate.awaitReached();
      CompletableFuture<BatchReply> late = talk.send(accept(2, "late"));
      awaitBlocked(url);
      assertThat(late).isNotDone();
      gate.open();
      assertThat(Talk.await(collection)).isEqualTo(new CollectReply.Collected(5, 1));
      assertThat(Talk.await(late)).isEqualTo(handled(new Conflict(Ballot.ZERO, 5)));
      assertThat(talk.report()).isEqualTo(new Report.Bare(5));
    }
  }

  @Test
  void a_collection_waits_for_the_batch_that_changes_its_row_and_keeps_it() throws Exception {
    String url = emptyDatabase();
    Faults faults = new Faults(WriterProcess.dataSource(url));
    try (JdbcAcceptor left = JdbcAcceptor.open(faults.dataSource(), StorageOptions.DEFAULT);
        JdbcAcceptor right = open(url)) {
      Talk talk = Talk.inEraOne(left);
      Talk.await(talk.send(Talk.delete(1, 5)));
      Faults.Gate gate = faults.holdNextCommit();
      CompletableFuture<BatchReply> batch = talk.send(accept(2, "back"));
      gate.awaitReached();
      CompletableFuture<CollectReply> collection =
          right.collect(talk.collect(1)).toCompletableFuture();
      awaitBlocked(url);
      assertThat(collection).isNotDone();
      gate.open();
      assertThat(Talk.await(batch)).isEqualTo(handled(new Accepted()));
      assertThat(Talk.await(collection)).isEqualTo(new CollectReply.Collected(0, 0));
      assertThat(talk.report()).isEqualTo(new Report.Holding(Talk.ballot(2), Talk.state("back")));
    }
  }

  @Test
  void a_collection_that_waited_for_an_install_is_of_a_stale_era() throws Exception {
    String url = emptyDatabase();
    try (JdbcAcceptor acceptor = open(url);
        Connection installer = WriterProcess.dataSource(url).getConnection()) {
      Talk talk = Talk.inEraOne(acceptor);
      Talk.await(talk.send(Talk.delete(1, 5)));
      beginInstall(installer);
      setEraTwo(installer);
      CompletionStage<CollectReply> collection = acceptor.collect(talk.collect(1));
      awaitBlocked(url);
      execute(installer, "commit");
      assertThat(Talk.await(collection)).isEqualTo(new CollectReply.Refused(STALE));
      assertThat(count(installer)).isEqualTo(1);
    }
  }

  @Test
  void a_read_waits_for_no_writer_and_sees_what_is_committed() throws Exception {
    String url = emptyDatabase();
    try (JdbcAcceptor acceptor = open(url);
        Connection installer = WriterProcess.dataSource(url).getConnection()) {
      Talk talk = Talk.inEraOne(acceptor);
      beginInstall(installer);
      setEraTwo(installer);
      assertThat(talk.report()).isEqualTo(new Report.Bare(0));
      assertThat(Talk.await(acceptor.identify()).era()).isEqualTo(1);
      execute(installer, "commit");
      assertThat(Talk.await(acceptor.identify()).era()).isEqualTo(2);
    }
  }

  /** Pitfall 19, for reads: they take no lock, but see the era and the rows of one moment. */
  @Test
  void a_read_of_an_era_does_not_see_what_a_later_era_has_written() throws Exception {
    String url = emptyDatabase();
    Faults faults = new Faults(WriterProcess.dataSource(url));
    try (JdbcAcceptor left = JdbcAcceptor.open(faults.dataSource(), StorageOptions.DEFAULT);
        JdbcAcceptor right = open(url)) {
      Talk talk = Talk.inEraOne(left);
      Batch inEraTwo = new Batch(2, talk.store(), List.of(accept(1, "x")));
      faults.beforeNextLookAtRegisters(
          () -> {
            Talk.await(right.install(Words.configuration(2)));
            Talk.await(right.handle(inEraTwo));
          });
      assertThat(talk.report()).isEqualTo(new Report.Bare(0));
      assertThat(Talk.await(talk.send(new Read(Talk.KEY)))).isEqualTo(STALE);
    }
  }

  static JdbcAcceptor open(String url) {
    return JdbcAcceptor.open(WriterProcess.dataSource(url), StorageOptions.DEFAULT);
  }

  /** All of them at once. */
  static List<List<Observation>> runAll(List<Client> clients, int batches) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(clients.size());
    try {
      List<Future<List<Observation>>> running = new ArrayList<>();
      clients.forEach(client -> running.add(threads.submit(() -> client.run(batches))));
      List<List<Observation>> seen = new ArrayList<>();
      for (Future<List<Observation>> client : running) {
        seen.add(client.get());
      }
      return seen;
    } finally {
      threads.shutdownNow();
    }
  }

  private static long replies(List<List<Observation>> seen, Class<?> kind) {
    return seen.stream()
        .flatMap(List::stream)
        .filter(observation -> kind.isInstance(observation.reply()))
        .count();
  }

  static void setEraTwo(Connection connection) throws Exception {
    String sql = "update paxos_acceptor set era = 2, configuration = ?";
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setString(1, Words.configuration(2).text());
      update.execute();
    }
  }

  static long count(Connection connection) throws Exception {
    try (Statement statement = connection.createStatement();
        var rows = statement.executeQuery("select count(*) from paxos_register")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  static void execute(Connection connection, String sql) throws Exception {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
