package io.paxos.storage.jdbc;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.paxos.protocol.Report;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What happens to an acceptor in the life of a PostgreSQL server: restarts, standbys, promotion.
 */
class PostgresLifeTest {
  @TempDir Path directory;
  @TempDir Path restored;
  private int port;
  private DataSource database;
  private Optional<EmbeddedPostgres> server = Optional.empty();

  @BeforeEach
  void choosePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    database =
        WriterProcess.dataSource(
            "jdbc:postgresql://localhost:%d/postgres?user=postgres".formatted(port));
  }

  @AfterEach
  void stop() throws IOException {
    if (server.isPresent()) {
      server.get().close();
      server = Optional.empty();
    }
  }

  @Test
  void a_server_that_may_lose_commits_is_refused_unless_that_is_allowed() throws Exception {
    start("off", "on");
    assertRefused("PostgreSQL's fsync is off and must be on");
    try (JdbcAcceptor acceptor = JdbcAcceptor.open(database, new StorageOptions(true))) {
      assertThat(acceptor.outage()).isEmpty();
    }
    stop();
    start("on", "off");
    assertRefused("PostgreSQL's full_page_writes is off and must be on");
  }

  /** The second half is pitfall 6. */
  @Test
  void a_restart_heals_by_itself_and_a_promoted_standby_is_refused() throws Exception {
    start("on", "on");
    try (JdbcAcceptor acceptor = JdbcAcceptor.open(database, StorageOptions.DEFAULT)) {
      Talk talk = Talk.inEraOne(acceptor);
      Talk.await(talk.send(Talk.accept(1, "x")));
      stop();
      assertThat(talk.send(Talk.accept(2, "y"))).failsWithin(StorageOptions.DEFAULT.patience());
      await().until(() -> acceptor.outage().isPresent());
      start("on", "on");
      await().until(() -> acceptor.outage().isEmpty());
      assertThat(talk.report()).isEqualTo(new Report.Holding(Talk.ballot(1), Talk.state("x")));
    }
    stop();
    Files.createFile(directory.resolve("standby.signal"));
    start("on", "on");
    assertRefused("the PostgreSQL server is in recovery");
    Rows.run(database, "select pg_promote()");
    assertRefused("the timeline of the PostgreSQL server was 00000001 and is 00000002");
    assertRefused("./paxos members replace <name>");
  }

  /** Pitfall 6: what was accepted after the backup is lost, and the store id is the same. */
  @Test
  void a_base_backup_that_was_recovered_to_a_point_in_time_is_refused() throws Exception {
    start("on", "on");
    try (JdbcAcceptor acceptor = JdbcAcceptor.open(database, StorageOptions.DEFAULT)) {
      Talk talk = Talk.inEraOne(acceptor);
      Talk.await(talk.send(Talk.accept(1, "before")));
      backUp(restored);
      Talk.await(talk.send(Talk.accept(2, "after")));
    }
    stop();
    Files.createFile(restored.resolve("recovery.signal"));
    Files.writeString(
        restored.resolve("postgresql.auto.conf"),
        """
        restore_command = 'false'
        recovery_target = 'immediate'
        recovery_target_action = 'promote'
        """);
    server = Optional.of(server(restored, "on", "on").start());
    await().until(() -> Rows.of(database, "select pg_is_in_recovery()").equals(List.of("f")));
    assertThat(Rows.of(database, "select text from paxos_readable")).containsExactly("before");
    assertRefused("the timeline of the PostgreSQL server was 00000001 and is 00000002");
  }

  /** While the server runs, as {@code pg_basebackup} does, which the test servers come without. */
  private void backUp(Path to) throws Exception {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("select pg_backup_start('backup', true)");
      copy(directory, to);
      try (ResultSet stopped = statement.executeQuery("select * from pg_backup_stop(false)")) {
        stopped.next();
        Files.writeString(to.resolve("backup_label"), stopped.getString("labelfile"));
      }
      copy(directory.resolve("pg_wal"), to.resolve("pg_wal"));
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(path -> !path.endsWith("postmaster.pid")).toList()) {
        Path copied = to.resolve(from.relativize(file).toString());
        if (!Files.isDirectory(copied)) {
          Files.copy(file, copied, COPY_ATTRIBUTES, REPLACE_EXISTING);
        }
      }
    }
  }

  private void assertRefused(String reason) {
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> JdbcAcceptor.open(database, StorageOptions.DEFAULT))
        .withMessageContaining(reason);
  }

  private void start(String fsync, String fullPageWrites) throws IOException {
    server = Optional.of(server(directory, fsync, fullPageWrites).start());
  }

  private EmbeddedPostgres.Builder server(Path data, String fsync, String fullPageWrites) {
    return EmbeddedPostgres.builder()
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        .setPort(port)
        .setServerConfig("fsync", fsync)
        .setServerConfig("full_page_writes", fullPageWrites);
  }
}
