package io.paxos.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.paxos.protocol.Accept;
import io.paxos.protocol.Key;
import io.paxos.protocol.RegisterState;
import io.paxos.protocol.Value;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** SQLite is made durable, or refused, and people can read it. */
class SqliteSettingsTest {
  @TempDir Path directory;

  @Test
  void a_database_in_memory_is_refused() {
    SQLiteDataSource inMemory = new SQLiteDataSource();
    inMemory.setUrl("jdbc:sqlite::memory:");
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> JdbcAcceptor.open(inMemory, new StorageOptions(true)))
        .withMessageContaining("SQLite's journal_mode is memory and must be wal");
  }

  @Test
  void a_database_of_another_encoding_is_refused() throws Exception {
    DataSource database = SqliteDataSources.file(directory.resolve("acceptor.db"));
    Rows.run(database, "pragma encoding = 'UTF-16le'", "create table t (x)");
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> JdbcAcceptor.open(database, StorageOptions.DEFAULT))
        .withMessageContaining("SQLite's encoding is UTF-16le and must be UTF-8");
  }

  @Test
  void connections_are_synchronous_and_patient_whatever_the_data_source_says() throws Exception {
    List<Connection> opened = new CopyOnWriteArrayList<>();
    SQLiteDataSource careless = carelessAndObserved(opened);
    careless.setUrl("jdbc:sqlite:" + directory.resolve("acceptor.db"));
    StorageOptions options = new StorageOptions(false, Duration.ofMillis(1234), 0);
    try (JdbcAcceptor acceptor = JdbcAcceptor.open(careless, options)) {
      Talk.inEraOne(acceptor);
      List<Connection> kept = opened.stream().filter(SqliteSettingsTest::isOpen).toList();
      assertThat(kept).hasSize(2);
      for (Connection connection : kept) {
        assertThat(pragma(connection, "journal_mode")).isEqualTo("wal");
        assertThat(pragma(connection, "synchronous")).isEqualTo("2");
        assertThat(pragma(connection, "fullfsync")).isEqualTo("1");
        assertThat(pragma(connection, "page_size")).isEqualTo("1024");
        assertThat(pragma(connection, "busy_timeout")).isEqualTo("1234");
      }
    }
    assertThat(opened).noneMatch(SqliteSettingsTest::isOpen);
  }

  @Test
  void a_connection_of_a_pool_goes_back_outside_of_any_transaction() throws Exception {
    DataSource database = SqliteDataSources.file(directory.resolve("acceptor.db"));
    JdbcAcceptor.open(database, StorageOptions.DEFAULT).close();
    Rows.run(database, "update paxos_acceptor set era = 1, configuration = 'malformed'");
    List<Connection> pooled = new CopyOnWriteArrayList<>();
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> JdbcAcceptor.open(Pool.noting(pooled, database), StorageOptions.DEFAULT));
    assertThat(pooled).isNotEmpty();
    for (Connection connection : pooled) {
      try (Statement statement = connection.createStatement()) {
        // Fails inside of another transaction.
        statement.execute("begin immediate");
        statement.execute("rollback");
      }
      connection.close();
    }
  }

  @Test
  void a_path_that_the_driver_would_cut_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SqliteDataSources.file(directory.resolve("what?.db")))
        .withMessageContaining("question mark");
  }

  @Test
  void a_person_can_read_the_values() throws Exception {
    DataSource database = SqliteDataSources.file(directory.resolve("new/acceptor.db"));
    try (JdbcAcceptor acceptor = JdbcAcceptor.open(database, StorageOptions.DEFAULT)) {
      Talk talk = Talk.inEraOne(acceptor);
      Value bytes = Value.of(new byte[] {0, 1, 2}, "application/octet-stream");
      RegisterState binary = new RegisterState(4, Optional.of(bytes), Talk.state("").history());
      Talk.await(
          talk.send(
              Talk.accept(7, "hällo"),
              new Accept(Key.register("z"), Talk.ballot(1), binary, Optional.of(Talk.ballot(2)))));
    }
    assertThat(Rows.of(database, "select * from paxos_readable order by key"))
        .containsExactly(
            "r/key|1|hällo|6|text/plain;charset=utf-8|7@n1#1|7@n1#1",
            "r/z|4|null|3|application/octet-stream|2@n1#1|1@n1#1");
  }

  private static SQLiteDataSource carelessAndObserved(List<Connection> opened) {
    SQLiteConfig config = new SQLiteConfig();
    config.setSynchronous(SQLiteConfig.SynchronousMode.OFF);
    return new SQLiteDataSource(config) {
      @Override
      public Connection getConnection() throws SQLException {
        Connection connection = super.getConnection();
        opened.add(connection);
        return connection;
      }
    };
  }

  private static boolean isOpen(Connection connection) {
    try {
      return !connection.isClosed();
    } catch (SQLException failure) {
      throw new IllegalStateException("a connection does not know whether it is open", failure);
    }
  }

  private static String pragma(Connection connection, String name) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("pragma " + name)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
