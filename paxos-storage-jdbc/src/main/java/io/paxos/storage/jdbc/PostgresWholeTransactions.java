package io.paxos.storage.jdbc;

import io.paxos.protocol.Key;
import io.paxos.protocol.Reply;
import io.paxos.storage.jdbc.PostgresQueries.WriteTexts;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * PostgreSQL does the statements of a message one after the other, each with a snapshot of its own:
 * the lock is taken before the write compares the standing (rule M3). What was granted says that it
 * was the assumed.
 */
final class PostgresWholeTransactions implements WholeTransactions {
  private static final String READ =
      String.join(
          ";\n",
          Sql.load("postgresql/begin_read.sql"),
          Sql.STANDING,
          PostgresQueries.ROWS,
          Sql.COMMIT);
  private static final WriteTexts WRITE =
      WriteTexts.within(
          statement ->
              String.join(";\n", Sql.load("postgresql/begin_write.sql"), statement, Sql.COMMIT));

  @Override
  public Said rows(
      Handle handle, Collection<Key> keys, Standing assumed, RowReader<Standing> standing) {
    try (Query query = PostgresQueries.rows(handle, READ, keys)) {
      return query.execute((run, context) -> said(run.get(), assumed, standing));
    }
  }

  private static Said said(PreparedStatement whole, Standing assumed, RowReader<Standing> standing)
      throws SQLException {
    List<ResultSet> results = PostgresQueries.results(whole);
    return new Said(
        PostgresQueries.first(results.get(0), standing),
        PostgresQueries.byKey(results.get(1), PostgresQueries.rowReader(assumed.floor())));
  }

  @Override
  public Map<Key, Reply> write(Handle handle, List<Write> writes, Standing assumed) {
    return PostgresQueries.write(handle, WRITE, writes, assumed);
  }
}
