package io.paxos.storage.jdbc;

import io.paxos.protocol.Accepted;
import io.paxos.protocol.Ballot;
import io.paxos.protocol.Key;
import io.paxos.protocol.Promised;
import io.paxos.protocol.RegisterState;
import io.paxos.protocol.Reply;
import io.paxos.protocol.Report;
import io.paxos.protocol.Value;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The statements that every request needs, straight on JDBC: SQLite answers one in a few
 * microseconds, less than it takes to bind parameters by their names. SQLite numbers named
 * parameters in the order in which they first appear. Confined to the connection's thread.
 */
record SqliteStatements(Connection connection, ReusedStatements reused) {
  private static final String ROW = Sql.load("sqlite/row.sql");
  private static final String PROMISE = Sql.load("sqlite/promise.sql");
  private static final String PREPARE_ABOVE_FLOOR = Sql.load("sqlite/prepare_above_floor.sql");
  private static final String PREPARE_BELOW_FLOOR = Sql.load("sqlite/prepare_below_floor.sql");
  private static final String ACCEPT_ABOVE_FLOOR = Sql.load("sqlite/accept_above_floor.sql");
  private static final String ACCEPT_BELOW_FLOOR = Sql.load("sqlite/accept_below_floor.sql");
  private static final String COUNT_COMMIT = Sql.load("sqlite/count_commit.sql");

  static SqliteStatements of(Handle handle) {
    return new SqliteStatements(handle.getConnection(), ReusedStatements.of(handle));
  }

  void begin(Mode mode) {
    execute(mode == Mode.READ ? "begin" : "begin immediate");
  }

  void commit() {
    execute(Sql.COMMIT);
  }

  private void execute(String sql) {
    try {
      var unused = reused.prepared(connection, sql).execute();
    } catch (SQLException failure) {
      throw failed(sql, failure);
    }
  }

  <T> Optional<T> standing(RowReader<T> reader) {
    try {
      return first(reused.prepared(connection, Sql.STANDING), reader);
    } catch (SQLException failure) {
      throw failed("reading who the acceptor is", failure);
    }
  }

  <T> Map<Key, T> rows(Collection<Key> keys, RowReader<T> reader) {
    return find(ROW, keys, reader);
  }

  <T> Map<Key, T> promises(Collection<Key> keys, RowReader<T> reader) {
    return find(PROMISE, keys, reader);
  }

  private <T> Map<Key, T> find(String sql, Collection<Key> keys, RowReader<T> reader) {
    try {
      PreparedStatement statement = reused.prepared(connection, sql);
      Map<Key, T> found = new HashMap<>();
      for (Key key : keys) {
        statement.setString(1, KeyText.of(key));
        first(statement, reader).ifPresent(row -> found.put(key, row));
      }
      return found;
    } catch (SQLException failure) {
      throw failed("reading rows", failure);
    }
  }

  /**
   * Rule R1; empty if it was refused. What the promise tells, which it does not change, is read
   * afterwards in the same transaction: a statement that returned it would cost more than both.
   */
  Optional<Reply> prepare(Write write, long floor) {
    String key = KeyText.of(write.key());
    Ballot ballot = write.promise();
    try {
      boolean isAbove = ballot.counter() > floor;
      PreparedStatement statement =
          reused.prepared(connection, isAbove ? PREPARE_ABOVE_FLOOR : PREPARE_BELOW_FLOOR);
      statement.setString(1, key);
      bind(statement, 2, ballot);
      return statement.executeUpdate() == 0
          ? Optional.empty()
          : Optional.of(new Promised(report(key, floor)));
    } catch (SQLException failure) {
      throw failed("a promise", failure);
    }
  }

  /** What a row that is there holds. */
  private Report report(String key, long floor) throws SQLException {
    PreparedStatement statement = reused.prepared(connection, ROW);
    statement.setString(1, key);
    return first(statement, row -> Columns.report(row, Columns.ACCEPTED_IN_ROW, floor))
        .orElseThrow();
  }

  /** Rule R2; empty if it was refused. */
  Optional<Reply> accept(Write write, long floor) {
    Write.Proposal proposal = write.proposal().orElseThrow();
    RegisterState state = proposal.state();
    Optional<Value> value = state.value();
    try {
      boolean isAbove = proposal.ballot().counter() > floor;
      PreparedStatement statement =
          reused.prepared(connection, isAbove ? ACCEPT_ABOVE_FLOOR : ACCEPT_BELOW_FLOOR);
      statement.setString(1, KeyText.of(write.key()));
      bind(statement, 2, write.promise());
      bind(statement, 5, proposal.ballot());
      statement.setLong(8, state.revision());
      statement.setBytes(9, value.map(Value::bytes).orElse(null));
      statement.setString(10, value.map(Value::mediaType).orElse(null));
      statement.setBytes(11, state.history().encoded());
      return statement.executeUpdate() == 0 ? Optional.empty() : Optional.of(new Accepted());
    } catch (SQLException failure) {
      throw failed("an accept", failure);
    }
  }

  /** Counts the transaction under way; returns its number. */
  long countCommit() {
    try {
      return first(reused.prepared(connection, COUNT_COMMIT), row -> row.getLong(1)).orElseThrow();
    } catch (SQLException failure) {
      throw failed("counting a commit", failure);
    }
  }

  private static void bind(PreparedStatement statement, int from, Ballot ballot)
      throws SQLException {
    statement.setLong(from, ballot.counter());
    statement.setString(from + 1, ballot.proposer().node());
    statement.setLong(from + 2, ballot.proposer().incarnation());
  }

  private static <T> Optional<T> first(PreparedStatement statement, RowReader<? extends T> reader)
      throws SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      return rows.next() ? Optional.of(reader.read(rows)) : Optional.empty();
    }
  }

  private static StorageException failed(String what, SQLException failure) {
    return new StorageException(what + " failed", failure);
  }
}
