package io.paxos.storage.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
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

  /** An empty database. */
  static DataSource freshDatabase() {
    return WriterProcess.dataSource(freshDatabaseUrl(""));
  }

  /** An empty database made with these options of {@code create database}. */
  static DataSource freshDatabase(String options) {
    return WriterProcess.dataSource(freshDatabaseUrl(options));
  }

  /** The URL of an empty database. */
  static String freshDatabaseUrl() {
    return freshDatabaseUrl("");
  }

  private static String freshDatabaseUrl(String options) {
    String name = "acceptor_" + DATABASES.incrementAndGet();
    try {
      Rows.run(Shared.SERVER.getPostgresDatabase(), "create database " + name + " " + options);
    } catch (SQLException failure) {
      throw new IllegalStateException("no database " + name, failure);
    }
    return Shared.SERVER.getJdbcUrl("postgres", name);
  }
}
