package io.paxos.storage.jdbc;

import static io.paxos.storage.jdbc.Talk.accept;
import static io.paxos.storage.jdbc.Talk.ballot;
import static io.paxos.storage.jdbc.Talk.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.paxos.contract.Words;
import io.paxos.protocol.Identity;
import io.paxos.protocol.Read;
import io.paxos.protocol.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rule M7 and pitfall 6 for SQLite: a file that may have forgotten something is not served. */
class SqliteWitnessTest {
  @TempDir Path directory;
  private Path file;
  private Path witness;
  private Path backup;
  private DataSource database;

  @BeforeEach
  void name() {
    file = directory.resolve("n1.db");
    witness = directory.resolve("n1.db-witness");
    backup = directory.resolve("backup.db");
    database = SqliteDataSources.file(file);
  }

  @Test
  void a_file_that_was_restored_from_an_older_backup_is_refused() throws Exception {
    write(1);
    backUpWhileItIsServed();
    putInPlace(backup);
    assertRefused("has seen 5 commits, and the database knows of 4");
    assertRefused("./paxos members replace <name>");
  }

  @Test
  void a_backup_of_everything_that_was_ever_written_is_served() throws Exception {
    write(1);
    Rows.run(database, "vacuum into '" + backup + "'");
    putInPlace(backup);
    assertThat(held()).isEqualTo(new Report.Holding(ballot(1), state("1")));
  }

  @Test
  void a_file_without_its_witness_is_refused() throws Exception {
    write(1);
    Files.delete(witness);
    assertRefused("n1.db-witness is missing");
    assertThat(witness).doesNotExist();
  }

  @Test
  void a_witness_that_cannot_be_read_is_refused() throws Exception {
    write(1);
    for (String text : List.of("", "nothing that was written here", "x -1\n", "\u00e9\u00ff")) {
      Files.writeString(witness, text);
      assertRefused("cannot be read");
    }
  }

  @Test
  void the_file_of_another_node_is_refused() throws Exception {
    write(1);
    DataSource another = SqliteDataSources.file(directory.resolve("n2.db"));
    JdbcAcceptor.open(another, StorageOptions.DEFAULT).close();
    Rows.run(another, "vacuum into '" + backup + "'");
    putInPlace(backup);
    assertRefused("and the database is that of");
  }

  @Test
  void an_empty_file_is_a_new_store_whatever_the_witness_has_seen() throws Exception {
    Identity before = write(1);
    deleteDatabase();
    Identity after = write(2);
    assertThat(after.store()).isNotEqualTo(before.store());
    assertThat(held()).isEqualTo(new Report.Holding(ballot(2), state("2")));
  }

  @Test
  void a_folder_that_was_moved_as_a_whole_is_served() throws Exception {
    Identity before = write(1);
    Path moved = Files.createDirectory(directory.resolve("moved"));
    for (Path each : filesOfTheNode()) {
      Files.move(each, moved.resolve(each.getFileName()));
    }
    database = SqliteDataSources.file(moved.resolve("n1.db"));
    assertThat(write(2)).isEqualTo(before);
  }

  /** A loss of power may take what the witness was told last, which nobody waited for. */
  @Test
  void a_witness_that_has_forgotten_what_it_was_told_last_is_no_reason_to_refuse()
      throws Exception {
    write(1);
    String told = Files.readString(witness);
    write(2);
    Files.writeString(witness, told);
    assertThat(held()).isEqualTo(new Report.Holding(ballot(2), state("2")));
  }

  /** The witness is durable first; the database, which then relies on it, may have missed that. */
  @Test
  void a_crash_between_the_witness_and_the_first_commit_is_survived() throws Exception {
    JdbcAcceptor.open(database, StorageOptions.DEFAULT).close();
    Rows.run(database, "update paxos_acceptor set commits = 0");
    Files.writeString(directory.resolve("n1.db-witness.new"), "torn");
    write(1);
    assertThat(held()).isEqualTo(new Report.Holding(ballot(1), state("1")));
    backUpWhileItIsServed();
    putInPlace(backup);
    assertRefused("it is an older one");
  }

  @Test
  void an_acceptor_that_reopens_its_file_by_itself_hears_the_witness_again() {
    Faults faults = new Faults(database);
    try (JdbcAcceptor acceptor = JdbcAcceptor.open(faults.dataSource(), StorageOptions.DEFAULT)) {
      Talk talk = Talk.inEraOne(acceptor);
      for (Faults.Fault fault : List.of(Faults.LOST_BEFORE, Faults.LOST_AFTER)) {
        faults.onNextCommit(fault);
        assertThat(talk.send(accept(1, "x"))).failsWithin(StorageOptions.DEFAULT.patience());
        await().until(() -> acceptor.outage().isEmpty());
      }
      Talk.await(talk.send(accept(1, "x")));
    }
    assertThat(held()).isEqualTo(new Report.Holding(ballot(1), state("x")));
  }

  @Test
  void two_acceptors_on_one_file_have_one_witness() throws Exception {
    try (JdbcAcceptor left = JdbcAcceptor.open(database, StorageOptions.DEFAULT);
        JdbcAcceptor right = JdbcAcceptor.open(database, StorageOptions.DEFAULT)) {
      Talk.inEraOne(left);
      for (int i = 1; i <= 10; i++) {
        Talk talk = new Talk(i % 2 == 0 ? left : right, Talk.await(left.identify()).store());
        Talk.await(talk.send(accept(i, "x")));
      }
    }
    assertThat(Rows.of(database, "select commits from paxos_acceptor")).containsExactly("12");
    assertThat(Files.readString(witness).strip()).endsWith(" 000000000000000012");
    assertThat(held()).isEqualTo(new Report.Holding(ballot(10), state("x")));
  }

  /** What changes nothing needs no fsync. */
  @Test
  void refusals_and_reads_are_not_counted() throws Exception {
    write(2);
    List<String> before = Rows.of(database, "select commits from paxos_acceptor");
    try (JdbcAcceptor acceptor = JdbcAcceptor.open(database, StorageOptions.DEFAULT)) {
      Talk talk = Talk.inEraOne(acceptor);
      Talk.await(talk.send(accept(1, "late"), new Read(Talk.KEY)));
      Talk.await(acceptor.collect(talk.collect(1)));
    }
    assertThat(Rows.of(database, "select commits from paxos_acceptor")).isEqualTo(before);
  }

  private Identity write(long counter) {
    try (JdbcAcceptor acceptor = JdbcAcceptor.open(database, StorageOptions.DEFAULT)) {
      Identity identity = Talk.await(acceptor.install(Words.configuration(1)));
      Talk talk = new Talk(acceptor, identity.store());
      Talk.await(talk.send(accept(counter, Long.toString(counter))));
      return identity;
    }
  }

  /** And then writes once more. */
  private void backUpWhileItIsServed() throws Exception {
    try (JdbcAcceptor acceptor = JdbcAcceptor.open(database, StorageOptions.DEFAULT)) {
      Talk talk = Talk.inEraOne(acceptor);
      Talk.await(talk.send(accept(7, "before")));
      Rows.run(database, "vacuum into '" + backup + "'");
      Talk.await(talk.send(accept(8, "after")));
    }
  }

  private void putInPlace(Path another) throws IOException {
    deleteDatabase();
    Files.copy(another, file);
  }

  /** With its log, and without its witness. */
  private void deleteDatabase() throws IOException {
    for (Path each : filesOfTheNode()) {
      if (!each.equals(witness)) {
        Files.delete(each);
      }
    }
  }

  private List<Path> filesOfTheNode() throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.filter(path -> path.getFileName().toString().startsWith("n1.db")).toList();
    }
  }

  private Report held() {
    try (JdbcAcceptor acceptor = JdbcAcceptor.open(database, StorageOptions.DEFAULT)) {
      return Talk.inEraOne(acceptor).report();
    }
  }

  private void assertRefused(String reason) {
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> JdbcAcceptor.open(database, StorageOptions.DEFAULT))
        .withMessageContaining(reason);
  }
}
