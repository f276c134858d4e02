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

  private static final String WRITE = Sql.load("postgresql/write.sql");
  private static final String RETURNING_KEYS = Sql.load("postgresql/write_returning_keys.sql");
  private static final String RETURNING_STATES = Sql.load("postgresql/write_returning_states.sql");

  private PostgresQueries() {}

  /** This text, which has {@link #ROWS} in it. */
  static Query rows(Handle handle, String text, Collection<Key> keys) {
    return handle.createQuery(text).bind("keys", ColumnArrays.keys(keys));
  }

  static RowReader<AcceptorRow> rowReader(long floor) {
    return row -> Columns.row(row, 2, floor);
  }

  /**
   * Texts that have the statement for writes in them.
   *
   * @param accepts if there is no prepare among them
   */
  record WriteTexts(String accepts, String all) {
    /** With this around the statement. */
    static WriteTexts within(UnaryOperator<String> around) {
      return new WriteTexts(
          around.apply(WRITE + "\n" + RETURNING_KEYS),
          around.apply(WRITE + "\n" + RETURNING_STATES));
    }
  }

  /** The one of these texts for these writes. */
  static Query write(Handle handle, WriteTexts texts, List<Write> writes, Standing standing) {
    Set<Key> prepared = prepared(writes);
    Query query = handle.createQuery(prepared.isEmpty() ? texts.accepts() : texts.all());
    new ColumnArrays(query, writes).bind();
    if (!prepared.isEmpty()) {
      query.bind("prepared", ColumnArrays.keys(prepared));
    }
    return query
        .bind("store", standing.identity().store().toString())
        .bind("era", standing.identity().era())
        .bind("floor", standing.floor());
  }

  static RowReader<Reply> grantReader(List<Write> writes, long floor) {
    Set<Key> prepared = prepared(writes);
    return row ->
        prepared.contains(Columns.key(row))
            ? new Promised(Columns.report(row, 2, floor))
            : new Accepted();
  }

  private static Set<Key> prepared(List<Write> writes) {
    return writes.stream().filter(Write::isPrepare).map(Write::key).collect(Collectors.toSet());
  }

  /** All rows, by their keys. */
  static <T> Map<Key, T> byKey(Query query, RowReader<T> reader) {
    try (query) {
      return query.execute((run, context) -> byKey(run.get().getResultSet(), reader));
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
