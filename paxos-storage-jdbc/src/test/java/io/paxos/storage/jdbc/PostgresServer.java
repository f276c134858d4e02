package io.paxos.storage.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A real PostgreSQL server, one for all tests of a JVM, and fresh databases on it. */
final class PostgresServer {
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private PostgresServer() {}

  private static final class Shared {
    static final EmbeddedPostgres SERVER = start();

    private static EmbeddedPostgres start() {
      try {
        // The embedded server is told to be fast and careless unless it is told otherwise.
        return EmbeddedPostgres.builder()
            .setServerConfig("fsync", "on")
            .setServerConfig("full_page_writes", "on")
            .start();
      } catch (IOException failure) {
        throw new UncheckedIOException("no PostgreSQL server", failure);
      }
    }
  }

  static DataSource freshDatabase() {
    String name = "acceptor_" + DATABASES.incrementAndGet();
    try (Connection connection = Shared.SERVER.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (SQLException failure) {
      throw new IllegalStateException("no database " + name, failure);
    }
    return Shared.SERVER.getDatabase("postgres", name);
  }
}
