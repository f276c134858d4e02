package io.paxos.bench;

import io.paxos.protocol.Ballot;
import io.paxos.protocol.Key;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/**
 * The least that a database must be told to keep what an acceptor keeps: the same columns of the
 * same rows in one durable transaction, on a connection with the same settings, with nothing asked
 * and nothing decided. Confined to one thread.
 */
sealed interface BareStatements extends AutoCloseable permits SqliteStatements, PostgresStatements {
  /**
   * @param database in which an acceptor has made the tables
   */
  static BareStatements in(Storage storage, DataSource database) throws SQLException {
    return storage == Storage.SQLITE
        ? new SqliteStatements(database.getConnection())
        : new PostgresStatements(database.getConnection());
  }

  /** Updates the promise of each row. */
  void promise(List<Key> keys, Ballot ballot) throws SQLException;

  /**
   * The same, and reads what each row holds, which a promise has to tell.
   *
   * @return depends on what was read
   */
  long promiseAndRead(List<Key> keys, Ballot ballot) throws SQLException;

  /** Inserts each row with {@link Rows#STATE}, or updates it. */
  void accept(List<Key> keys, Ballot ballot) throws SQLException;

  /**
   * Reads every column of every row: accepted ballot, revision, value, media type, history.
   *
   * @return depends on all of them, so that none is left out
   */
  static long readStates(PreparedStatement statement) throws SQLException {
    long read = 0;
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        read += rows.getLong(1) + rows.getLong(3) + rows.getLong(4);
        read += rows.getString(2).length() + rows.getString(6).length();
        read += rows.getBytes(5).length + rows.getBytes(7).length;
      }
    }
    return read;
  }

  @Override
  void close() throws SQLException;
}
