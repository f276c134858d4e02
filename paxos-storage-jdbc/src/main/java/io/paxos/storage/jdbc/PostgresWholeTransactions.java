package io.paxos.storage.jdbc;

import io.paxos.acceptor.AcceptorRow;
import io.paxos.protocol.Key;
import io.paxos.protocol.Reply;
import io.paxos.storage.jdbc.PostgresQueries.WriteTexts;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * PostgreSQL does the statements of a message one after the other, each with a snapshot of its own:
 * the lock is taken before the standing is read, and before the write compares it (rule M3).
 */
final class PostgresWholeTransactions implements WholeTransactions {
  private static final String READ =
      String.join(";\n", Sql.load("postgresql/begin_read.sql"), PostgresQueries.ROWS, Sql.COMMIT);
  private static final WriteTexts WRITE =
      WriteTexts.within(
          statement ->
              String.join(";\n", Sql.load("postgresql/begin_write.sql"), statement, Sql.COMMIT));

  @Override
  public Said<AcceptorRow> rows(
      Handle handle, Collection<Key> keys, Standing assumed, RowReader<Standing> standing) {
    return said(
        PostgresQueries.rows(handle, READ, keys),
        standing,
        PostgresQueries.rowReader(assumed.floor()));
  }

  @Override
  public Said<Reply> write(
      Handle handle, List<Write> writes, Standing assumed, RowReader<Standing> standing) {
    return said(
        PostgresQueries.write(handle, WRITE, writes, assumed),
        standing,
        PostgresQueries.grantReader(writes, assumed.floor()));
  }

  private static <T> Said<T> said(Query query, RowReader<Standing> standing, RowReader<T> row) {
    try (query) {
      return query.execute((run, context) -> said(run.get(), standing, row));
    }
  }

  private static <T> Said<T> said(
      PreparedStatement whole, RowReader<Standing> standing, RowReader<T> row) throws SQLException {
    List<ResultSet> results = PostgresQueries.results(whole);
    return new Said<>(
        PostgresQueries.first(results.get(0), standing),
        PostgresQueries.byKey(results.get(1), row));
  }
}
