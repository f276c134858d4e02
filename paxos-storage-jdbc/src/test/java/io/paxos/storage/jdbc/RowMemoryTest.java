package io.paxos.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.paxos.contract.Client;
import io.paxos.contract.RowChecker;
import io.paxos.contract.Words;
import io.paxos.protocol.Accepted;
import io.paxos.protocol.Ballot;
import io.paxos.protocol.BatchReply;
import io.paxos.protocol.Key;
import io.paxos.protocol.Read;
import io.paxos.protocol.ReadReply;
import io.paxos.protocol.Reply;
import io.paxos.protocol.Report;
import io.paxos.protocol.StoreId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowMemoryTest {
  private static final StorageOptions OPTIONS = StorageOptions.DEFAULT.withRowMemory(1 << 20);

  @TempDir Path directory;

  private DataSource database;

  @BeforeEach
  void findDatabase() {
    database = SqliteDataSources.file(directory.resolve("acceptor.db"));
  }

  @Test
  void a_row_that_was_read_is_read_again_without_the_database() {
    Faults faults = new Faults(database);
    try (JdbcAcceptor acceptor = JdbcAcceptor.open(faults.dataSource(), OPTIONS)) {
      Talk talk = Talk.inEraOne(acceptor);
      Talk.await(talk.send(Talk.accept(1, "x")));
      assertThat(talk.report()).isEqualTo(holding(1, "x"));
      assertAnsweredAtOnce(talk, holding(1, "x"));
    }
  }

  @Test
  void a_row_in_memory_follows_what_is_written() {
    try (JdbcAcceptor acceptor = JdbcAcceptor.open(database, OPTIONS)) {
      Talk talk = Talk.inEraOne(acceptor);
      assertThat(talk.report()).isEqualTo(new Report.Bare(0));
      Talk.await(talk.send(Talk.accept(1, "x")));
      assertAnsweredAtOnce(talk, holding(1, "x"));
    }
  }

  @Test
  void a_collection_is_followed_with_its_floor() {
    try (JdbcAcceptor acceptor = JdbcAcceptor.open(database, OPTIONS)) {
      Talk talk = Talk.inEraOne(acceptor);
      Read absent = new Read(Key.register("absent"));
      Talk.await(talk.send(Talk.delete(1, 5)));
      Talk.await(talk.send(new Read(Talk.KEY), absent));
      Talk.await(acceptor.collect(talk.collect(1)));
      Talk.await(talk.send(new Read(Key.register("another"))));
      assertThat(Talk.await(talk.send(absent)))
          .isEqualTo(Talk.handled(new ReadReply(Ballot.ZERO, new Report.Bare(5))));
      assertThat(talk.report()).isEqualTo(new Report.Bare(5));
      assertAnsweredAtOnce(talk, new Report.Bare(5));
    }
  }

  @Test
  void an_install_ends_the_era_in_memory_too() {
    try (JdbcAcceptor acceptor = JdbcAcceptor.open(database, OPTIONS)) {
      Talk talk = Talk.inEraOne(acceptor);
      talk.report();
      assertAnsweredAtOnce(talk, new Report.Bare(0));
      Talk.await(acceptor.install(Words.configuration(2)));
      assertThat(Talk.await(talk.send(new Read(Talk.KEY))))
          .isEqualTo(new BatchReply.StaleEra(Words.configuration(2)));
    }
  }

  /**
   * The database shows a commit before the memory is told of it: whoever has seen it there must not
   * say so before nobody can be told the old state any more.
   */
  @Test
  void what_is_committed_is_told_by_nobody_before_the_memory_has_it() throws Exception {
    Faults faults = new Faults(database);
    try (JdbcAcceptor acceptor = JdbcAcceptor.open(faults.dataSource(), OPTIONS)) {
      Talk talk = Talk.inEraOne(acceptor);
      Talk.await(talk.send(Talk.accept(1, "old")));
      talk.report();
      CountDownLatch committed = new CountDownLatch(1);
      CountDownLatch released = new CountDownLatch(1);
      faults.onNextCommit(
          step -> {
            Object result = step.run();
            committed.countDown();
            released.await();
            return result;
          });
      CompletableFuture<BatchReply> write = talk.send(Talk.accept(2, "new"));
      committed.await();
      assertAnsweredAtOnce(talk, holding(1, "old"));
      Read unknown = new Read(Key.register("unknown"));
      CompletableFuture<BatchReply> read = talk.send(new Read(Talk.KEY), unknown);
      await().until(() -> isWaitingToTell());
      assertThat(read).isNotDone();
      assertAnsweredAtOnce(talk, holding(1, "old"));
      released.countDown();
      assertThat(Talk.await(write)).isEqualTo(Talk.handled(new Accepted()));
      assertThat(ballotOfFirst(Talk.await(read))).isEqualTo(2);
      assertAnsweredAtOnce(talk, holding(2, "new"));
    }
  }

  private static boolean isWaitingToTell() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(thread -> thread.getKey().getName().equals("paxos-storage-reading"))
        .flatMap(thread -> List.of(thread.getValue()).stream())
        .anyMatch(frame -> frame.getClassName().equals(RowMemory.class.getName()));
  }

  /** Some ask for a row that is in memory, and some beside it for one that never is. */
  @Test
  void nobody_is_told_less_than_anybody_was_told_before() throws Exception {
    try (JdbcAcceptor acceptor = JdbcAcceptor.open(database, OPTIONS)) {
      Talk talk = Talk.inEraOne(acceptor);
      AtomicLong told = new AtomicLong();
      AtomicBoolean over = new AtomicBoolean();
      ExecutorService threads = Executors.newFixedThreadPool(4);
      try {
        List<Future<?>> readers = new ArrayList<>();
        for (int number = 0; number < 4; number++) {
          String unknown = "unknown to " + number + " ";
          boolean asksTheDatabase = number % 2 == 0;
          readers.add(
              threads.submit(
                  () -> {
                    for (int i = 0; !over.get(); i++) {
                      long least = told.get();
                      Read read = new Read(Talk.KEY);
                      Key other = asksTheDatabase ? Key.register(unknown + i) : Talk.KEY;
                      BatchReply reply = Talk.await(talk.send(read, new Read(other)));
                      long seen = ballotOfFirst(reply);
                      assertThat(seen).isGreaterThanOrEqualTo(least);
                      told.accumulateAndGet(seen, Math::max);
                    }
                  }));
        }
        for (int ballot = 1; ballot <= 2_000; ballot++) {
          Talk.await(talk.send(Talk.accept(ballot, "x")));
        }
        over.set(true);
        for (Future<?> reader : readers) {
          reader.get();
        }
      } finally {
        over.set(true);
        threads.shutdownNow();
      }
    }
  }

  private static long ballotOfFirst(BatchReply reply) {
    Reply first = ((BatchReply.Handled) reply).replies().get(0);
    return ((ReadReply) first).report().ballot().counter();
  }

  @Test
  void many_clients_find_it_as_safe_as_the_database() throws Exception {
    try (JdbcAcceptor acceptor =
        JdbcAcceptor.open(database, StorageOptions.DEFAULT.withRowMemory(3_000))) {
      StoreId store = Talk.inEraOne(acceptor).store();
      List<Client> clients = new ArrayList<>();
      for (int number = 1; number <= 6; number++) {
        clients.add(new Client(acceptor, store, number));
      }
      assertThat(RowChecker.unexplained(Sharing.runAll(clients, 400))).isEmpty();
    }
  }

  @Test
  void another_acceptor_of_this_process_has_to_wait_for_the_database() {
    try (JdbcAcceptor first = JdbcAcceptor.open(database, OPTIONS)) {
      assertThatThrownBy(() -> JdbcAcceptor.open(database, OPTIONS))
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("somebody else has the lock")
          .hasMessageContaining("acceptor.db-owner");
      assertThat(first.outage()).isEmpty();
    }
    JdbcAcceptor.open(database, OPTIONS).close();
  }

  @Test
  void another_process_has_to_wait_for_the_database() throws Exception {
    try (JdbcAcceptor first = JdbcAcceptor.open(database, OPTIONS)) {
      assertThat(LockingProcess.isLocked(directory.resolve("acceptor.db-owner"))).isTrue();
      assertThatThrownBy(() -> JdbcAcceptor.open(database, OPTIONS))
          .isInstanceOf(StorageException.class);
      assertThat(LockingProcess.isLocked(directory.resolve("acceptor.db-owner"))).isTrue();
      assertThat(first.outage()).isEmpty();
    }
    assertThat(LockingProcess.isLocked(directory.resolve("acceptor.db-owner"))).isFalse();
  }

  private static Report holding(long ballot, String text) {
    return new Report.Holding(Talk.ballot(ballot), Talk.state(text));
  }

  private static void assertAnsweredAtOnce(Talk talk, Report report) {
    assertThat(talk.send(new Read(Talk.KEY))).isDone();
    assertThat(talk.report()).isEqualTo(report);
  }
}
