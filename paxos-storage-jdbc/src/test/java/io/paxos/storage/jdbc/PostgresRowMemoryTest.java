package io.paxos.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.protocol.Accepted;
import io.paxos.protocol.Ballot;
import io.paxos.protocol.BatchReply;
import io.paxos.protocol.Key;
import io.paxos.protocol.Read;
import io.paxos.protocol.ReadReply;
import io.paxos.protocol.Report;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows of a database that others may use, too, and sometimes do. */
class PostgresRowMemoryTest {
  private static final StorageOptions ALONE = StorageOptions.DEFAULT.withRowMemory(1 << 20);
  private static final StorageOptions SHARING = StorageOptions.DEFAULT;

  private DataSource database;
  private Faults faults;
  private final AtomicInteger looks = new AtomicInteger();

  @BeforeEach
  void makeDatabase() {
    database = PostgresServer.freshDatabase();
    faults = new Faults(database);
  }

  @Test
  void a_row_that_was_read_is_not_read_again() {
    try (JdbcAcceptor acceptor = JdbcAcceptor.open(faults.dataSource(), ALONE)) {
      Talk talk = Talk.inEraOne(acceptor);
      Talk.await(talk.send(Talk.accept(1, "x")));
      assertThat(talk.report()).isEqualTo(holding(1, "x"));
      assertNotLookedFor(talk, holding(1, "x"));
      assertThat(Talk.await(talk.send(new Read(Talk.KEY), new Read(Key.register("other")))))
          .isEqualTo(
              new BatchReply.Handled(
                  List.of(
                      new ReadReply(Talk.ballot(1), holding(1, "x")),
                      new ReadReply(Ballot.ZERO, new Report.Bare(0)))));
    }
  }

  @Test
  void a_row_in_memory_follows_what_is_written() {
    try (JdbcAcceptor acceptor = JdbcAcceptor.open(faults.dataSource(), ALONE)) {
      Talk talk = Talk.inEraOne(acceptor);
      assertThat(talk.report()).isEqualTo(new Report.Bare(0));
      Talk.await(talk.send(Talk.accept(1, "x")));
      assertNotLookedFor(talk, holding(1, "x"));
      Talk.await(talk.send(Talk.delete(2, 5)));
      Talk.await(acceptor.collect(talk.collect(2)));
      assertThat(talk.report()).isEqualTo(new Report.Bare(5));
    }
  }

  @Test
  void what_another_has_written_is_told() {
    try (JdbcAcceptor acceptor = JdbcAcceptor.open(database, ALONE);
        JdbcAcceptor other = JdbcAcceptor.open(database, SHARING)) {
      Talk talk = Talk.inEraOne(acceptor);
      Talk.await(talk.send(Talk.accept(1, "x")));
      talk.report();
      Talk.await(new Talk(other, talk.store()).send(Talk.accept(2, "y")));
      assertThat(talk.report()).isEqualTo(holding(2, "y"));
    }
  }

  /** The one who had the rows to himself is in the middle of a commit. */
  @Test
  void what_another_has_read_is_told_by_nobody_as_it_was_before() throws Exception {
    try (JdbcAcceptor acceptor = JdbcAcceptor.open(faults.dataSource(), ALONE);
        JdbcAcceptor other = JdbcAcceptor.open(database, SHARING)) {
      Talk talk = Talk.inEraOne(acceptor);
      Talk.await(talk.send(Talk.accept(1, "old")));
      talk.report();
      Faults.Gate gate = faults.holdAfterNextCommit();
      CompletableFuture<BatchReply> write = talk.send(Talk.accept(2, "new"));
      gate.awaitReached();
      assertThat(new Talk(other, talk.store()).report()).isEqualTo(holding(2, "new"));
      assertThat(talk.report()).isEqualTo(holding(2, "new"));
      gate.open();
      assertThat(Talk.await(write)).isEqualTo(Talk.handled(new Accepted()));
      assertThat(talk.report()).isEqualTo(holding(2, "new"));
    }
  }

  /** Both keep rows in memory, as long as they are alone. */
  @Test
  void whoever_opens_it_last_has_it_until_the_other_writes() throws Exception {
    try (JdbcAcceptor first = JdbcAcceptor.open(database, ALONE)) {
      Talk before = Talk.inEraOne(first);
      Talk.await(before.send(Talk.accept(1, "x")));
      before.report();
      try (JdbcAcceptor second = JdbcAcceptor.open(faults.dataSource(), ALONE)) {
        Talk talk = new Talk(second, before.store());
        assertThat(claim()).isEqualTo("2|t");
        talk.report();
        assertNotLookedFor(talk, holding(1, "x"));
        Talk.await(before.send(Talk.accept(2, "y")));
        assertThat(claim()).isEqualTo("3|f");
        assertThat(talk.report()).isEqualTo(holding(2, "y"));
        Talk.await(talk.send(Talk.accept(3, "z")));
        assertThat(before.report()).isEqualTo(holding(3, "z"));
        assertThat(claim()).isEqualTo("3|f");
      }
    }
  }

  @Test
  void who_keeps_nothing_in_memory_lays_no_claim() throws Exception {
    try (JdbcAcceptor acceptor = JdbcAcceptor.open(database, SHARING)) {
      Talk talk = Talk.inEraOne(acceptor);
      Talk.await(talk.send(Talk.accept(1, "x")));
      assertThat(talk.report()).isEqualTo(holding(1, "x"));
      assertThat(claim()).isEqualTo("0|f");
    }
  }

  /** Some open the database, with memory and without, while others write and read. */
  @Test
  void nobody_is_told_less_than_anybody_was_told_before() throws Exception {
    AtomicLong told = new AtomicLong();
    AtomicBoolean over = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(5);
    try (JdbcAcceptor alone = JdbcAcceptor.open(database, ALONE);
        JdbcAcceptor sharing = JdbcAcceptor.open(database, SHARING)) {
      Talk talk = Talk.inEraOne(alone);
      Talk other = new Talk(sharing, talk.store());
      List<Future<?>> readers = new ArrayList<>();
      for (Talk reader : List.of(talk, talk, other)) {
        readers.add(
            threads.submit(
                () -> {
                  while (!over.get()) {
                    assertNotLess(reader, told);
                  }
                }));
      }
      readers.add(
          threads.submit(
              () -> {
                while (!over.get()) {
                  try (JdbcAcceptor passing = JdbcAcceptor.open(database, ALONE)) {
                    Talk passer = new Talk(passing, talk.store());
                    for (int i = 0; i < 20; i++) {
                      assertNotLess(passer, told);
                    }
                  }
                }
              }));
      for (int ballot = 1; ballot <= 1_000; ballot++) {
        Talk writer = ballot / 50 % 2 == 0 ? talk : other;
        Talk.await(writer.send(Talk.accept(ballot, "x")));
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

  private static void assertNotLess(Talk talk, AtomicLong told) {
    long least = told.get();
    long seen = talk.report().ballot().counter();
    assertThat(seen).isGreaterThanOrEqualTo(least);
    told.accumulateAndGet(seen, Math::max);
  }

  private void assertNotLookedFor(Talk talk, Report report) {
    int before = looks.get();
    faults.beforeNextLookAtRegisters(looks::incrementAndGet);
    assertThat(talk.report()).isEqualTo(report);
    assertThat(looks).hasValue(before);
  }

  /** Its number, and whether it is exclusive. */
  private String claim() throws SQLException {
    return Rows.of(database, "select claim, is_exclusive from paxos_acceptor").get(0);
  }

  private static Report holding(long ballot, String text) {
    return new Report.Holding(Talk.ballot(ballot), Talk.state(text));
  }
}
