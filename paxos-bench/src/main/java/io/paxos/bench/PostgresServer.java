package io.paxos.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Databases on a PostgreSQL server that is started for them and deleted with them. */
final class PostgresServer implements Databases {
  private final EmbeddedPostgres server;
  private int databases;

  PostgresServer() {
    try {
      // The embedded server is told to be fast and careless unless it is told otherwise.
      server =
          EmbeddedPostgres.builder()
              .setServerConfig("fsync", "on")
              .setServerConfig("full_page_writes", "on")
              .setServerConfig("synchronous_commit", "on")
              .start();
    } catch (IOException failed) {
      throw new UncheckedIOException("no PostgreSQL server", failed);
    }
  }

  @Override
  public DataSource database() {
    databases++;
    String name = "acceptor_" + databases;
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (SQLException failed) {
      throw new IllegalStateException("no database " + name, failed);
    }
    return server.getDatabase("postgres", name);
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
