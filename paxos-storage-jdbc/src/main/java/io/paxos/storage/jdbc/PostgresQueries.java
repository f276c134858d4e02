package io.paxos.storage.jdbc;

import io.paxos.acceptor.AcceptorRow;
import io.paxos.protocol.Accepted;
import io.paxos.protocol.Key;
import io.paxos.protocol.Promised;
import io.paxos.protocol.Reply;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * The statements for requests, alone or among those that are sent in one piece: what is bound to
 * them, and what their rows mean.
 */
final class PostgresQueries {
  static final String ROWS = Sql.load("postgresql/rows.sql");

  private static final String PREPARE = Sql.load("postgresql/prepare.sql");
  private static final String ACCEPT = Sql.load("postgresql/accept.sql");
  private static final String WRITE = Sql.load("postgresql/write.sql");

  private PostgresQueries() {}

  /** This text, which has {@link #ROWS} in it. */
  static Query rows(Handle handle, String text, Collection<Key> keys) {
    return handle.createQuery(text).bind("keys", ColumnArrays.keys(keys));
  }

  static RowReader<AcceptorRow> rowReader(long floor) {
    return row -> Columns.row(row, 2, floor);
  }

  /**
   * Texts that have the statements for writes in them.
   *
   * @param prepares for {@linkplain Write#isPlainPrepare plain prepares}
   * @param accepts for {@linkplain Write#isPlainAccept plain accepts}
   * @param all for any
   */
  record WriteTexts(String prepares, String accepts, String all) {
    /** With this around the statements. */
    static WriteTexts within(UnaryOperator<String> around) {
      return new WriteTexts(around.apply(PREPARE), around.apply(ACCEPT), around.apply(WRITE));
    }
  }

  /** Decides on these writes with one of these texts; returns what was granted. */
  static Map<Key, Reply> write(
      Handle handle, WriteTexts texts, List<Write> writes, Standing standing) {
    long floor = standing.floor();
    ColumnArrays columns = ColumnArrays.of(writes);
    if (writes.stream().allMatch(write -> write.isPlainAccept(floor))) {
      Query query = columns.bindAccepts(query(handle, texts.accepts(), standing));
      return byKey(query, accepted -> new Accepted());
    }
    if (writes.stream().allMatch(write -> write.isPlainPrepare(floor))) {
      Query query = columns.bindPrepares(query(handle, texts.prepares(), standing));
      return byKey(query, row -> promised(row, floor));
    }
    Query query = columns.bindAll(query(handle, texts.all(), standing));
    return byKey(query, grantReader(writes, floor));
  }

  private static Reply promised(ResultSet row, long floor) throws SQLException {
    return new Promised(Columns.report(row, 2, floor));
  }

  private static Query query(Handle handle, String text, Standing standing) {
    return handle
        .createQuery(text)
        .bind("store", standing.identity().store().toString())
        .bind("era", standing.identity().era())
        .bind("floor", standing.floor());
  }

  private static RowReader<Reply> grantReader(List<Write> writes, long floor) {
    Set<Key> prepared =
        writes.stream().filter(Write::isPrepare).map(Write::key).collect(Collectors.toSet());
    return row -> prepared.contains(Columns.key(row)) ? promised(row, floor) : new Accepted();
  }

  /** All rows of the last statement that has some, by their keys. */
  static <T> Map<Key, T> byKey(Query query, RowReader<T> reader) {
    try (query) {
      return query.execute((run, context) -> byKey(lastRows(run.get()), reader));
    }
  }

  /** The rest of these rows, by their keys. */
  static <T> Map<Key, T> byKey(ResultSet rows, RowReader<T> reader) throws SQLException {
    try (rows) {
      Map<Key, T> found = new HashMap<>();
      while (rows.next()) {
        found.put(Columns.key(rows), reader.read(rows));
      }
      return found;
    }
  }

  /** The first of these rows, if there is one. */
  static <T> Optional<T> first(ResultSet rows, RowReader<T> reader) throws SQLException {
    try (rows) {
      return rows.next() ? Optional.of(reader.read(rows)) : Optional.empty();
    }
  }

  /** The rows of the last statement that has some, of those that were sent in one piece. */
  static ResultSet lastRows(PreparedStatement piece) throws SQLException {
    List<ResultSet> results = results(piece);
    return results.get(results.size() - 1);
  }

  /**
   * The results that have rows, of statements that were sent in one piece. They are in memory: the
   * driver reads all that the server answers to a piece.
   */
  static List<ResultSet> results(PreparedStatement piece) throws SQLException {
    List<ResultSet> results = new ArrayList<>();
    boolean isRows = piece.getResultSet() != null;
    while (isRows || piece.getUpdateCount() != -1) {
      if (isRows) {
        results.add(piece.getResultSet());
      }
      isRows = piece.getMoreResults(PreparedStatement.KEEP_CURRENT_RESULT);
    }
    return results;
  }
}
