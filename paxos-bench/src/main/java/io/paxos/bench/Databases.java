package io.paxos.bench;

import io.paxos.spi.Acceptor;
import io.paxos.storage.jdbc.JdbcAcceptor;
import io.paxos.storage.jdbc.StorageOptions;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** Durable databases, in the folder for temporary files. */
sealed interface Databases extends Memories permits SqliteFiles, PostgresServer {
  /**
   * @throws IllegalArgumentException for the heap, which is no database
   */
  static Databases on(Storage storage) {
    // What is told of every opening would stand between the measurements.
    Logger.getLogger("").setLevel(Level.WARNING);
    return switch (storage) {
      case SQLITE -> new SqliteFiles();
      case POSTGRESQL -> new PostgresServer();
      case MEMORY -> throw new IllegalArgumentException(storage + " is not a database");
    };
  }

  /** An empty database; every connection is a new one. */
  DataSource database();

  @Override
  default Acceptor acceptor() {
    return JdbcAcceptor.open(database(), StorageOptions.DEFAULT);
  }
}
