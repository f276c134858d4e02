package io.paxos.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.paxos.protocol.Report;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
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
  }

  private void assertRefused(String reason) {
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> JdbcAcceptor.open(database, StorageOptions.DEFAULT))
        .withMessageContaining(reason);
  }

  private void start(String fsync, String fullPageWrites) throws IOException {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(directory)
            .setCleanDataDirectory(false)
            .setPort(port)
            .setServerConfig("fsync", fsync)
            .setServerConfig("full_page_writes", fullPageWrites);
    server = Optional.of(builder.start());
  }
}
