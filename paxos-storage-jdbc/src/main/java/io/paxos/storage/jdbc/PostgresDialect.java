package io.paxos.storage.jdbc;

import io.paxos.acceptor.AcceptorRow;
import io.paxos.protocol.Collect;
import io.paxos.protocol.CollectReply;
import io.paxos.protocol.Conflict;
import io.paxos.protocol.Key;
import io.paxos.protocol.Reply;
import io.paxos.storage.jdbc.PostgresQueries.WriteTexts;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/**
 * PostgreSQL. A statement is a round trip to the server, so one statement has all the rows, as
 * arrays; what begins a transaction is sent in one piece, and of most transactions all is.
 */
final class PostgresDialect implements Dialect {
  private static final String BEGIN_READ = begin("postgresql/begin_read.sql");
  private static final String BEGIN_WRITE = begin("postgresql/begin_write.sql");
  private static final String BEGIN_INSTALL = begin("postgresql/begin_install.sql");
  private static final WriteTexts WRITE = WriteTexts.within(statement -> statement);
  private static final String PROMISES = Sql.load("postgresql/promises.sql");
  private static final String COLLECT = Sql.load("postgresql/collect.sql");
  private static final String SETTINGS = Sql.load("postgresql/settings.sql");
  private static final String ORIGIN = Sql.load("postgresql/origin.sql");
  private static final String SYSTEM_IDENTIFIER = Sql.load("postgresql/system_identifier.sql");

  private static final System.Logger LOG = System.getLogger(PostgresDialect.class.getName());

  private static String begin(String file) {
    return String.join(";\n", Sql.load(file), Sql.STANDING);
  }

  @Override
  public List<String> migrations() {
    return List.of(
        "migration/postgresql/V1__acceptor.sql",
        "migration/postgresql/V2__collectable.sql",
        "migration/postgresql/V3__origin.sql");
  }

  @Override
  public void configure(Jdbi jdbi) {
    // The driver keeps its statements prepared by itself.
  }

  /** {@code synchronous_commit} is not here: every writing transaction sets it for itself. */
  @Override
  public void makeDurable(Handle handle, StorageOptions options) throws SQLException {
    handle.getConnection().setNetworkTimeout(Runnable::run, options.patienceMillis());
    handle.createQuery(SETTINGS).map((row, ctx) -> check(row, options)).one();
  }

  private static boolean check(ResultSet row, StorageOptions options) throws SQLException {
    if (row.getBoolean("in_recovery")) {
      throw new StorageException(
          "the PostgreSQL server is in recovery: a replica of a primary is not an acceptor");
    }
    require("server_encoding", "UTF8", row, false);
    require("fsync", "on", row, options.allowUnsafeDurability());
    require("full_page_writes", "on", row, options.allowUnsafeDurability());
    return true;
  }

  private static void require(String setting, String required, ResultSet row, boolean lenient)
      throws SQLException {
    String actual = row.getString(setting);
    if (actual.equals(required)) {
      return;
    }
    String problem =
        "PostgreSQL's %s is %s and must be %s: an acceptor keeps what it has promised through a crash"
            .formatted(setting, actual, required);
    if (!lenient) {
      throw new StorageException(problem);
    }
    LOG.log(System.Logger.Level.WARNING, "{0}; serving all the same, as was allowed", problem);
  }

  @Override
  public void settle(Handle handle) {
    // What other transactions see has been flushed; after a failed fsync the server restarts.
  }

  @Override
  public Origin origin(Handle handle) {
    return handle.createQuery(ORIGIN).map((row, ctx) -> origin(handle, row)).one();
  }

  private static Origin origin(Handle handle, ResultSet row) throws SQLException {
    Optional<String> systemIdentifier =
        row.getBoolean("may_identify")
            ? handle.createQuery(SYSTEM_IDENTIFIER).mapTo(String.class).findOne()
            : Optional.empty();
    return new Origin(
        systemIdentifier,
        Optional.of(row.getString("timeline")),
        Optional.of(row.getString("table_number")));
  }

  @Override
  public Optional<Path> file(Handle handle) {
    return Optional.empty();
  }

  @Override
  public <T> Optional<T> begin(Handle handle, Mode mode, RowReader<T> standing) {
    String begin =
        switch (mode) {
          case READ -> BEGIN_READ;
          case WRITE -> BEGIN_WRITE;
          case INSTALL -> BEGIN_INSTALL;
        };
    try (Query query = handle.createQuery(begin)) {
      return query.execute(
          (run, context) -> PostgresQueries.first(PostgresQueries.lastRows(run.get()), standing));
    }
  }

  @Override
  public void commit(Handle handle) {
    handle.execute(Sql.COMMIT);
  }

  @Override
  public Optional<WholeTransactions> wholeTransactions() {
    return Optional.of(new PostgresWholeTransactions());
  }

  @Override
  public Map<Key, AcceptorRow> rows(Handle handle, Collection<Key> keys, long floor) {
    Query query = PostgresQueries.rows(handle, PostgresQueries.ROWS, keys);
    return PostgresQueries.byKey(query, PostgresQueries.rowReader(floor));
  }

  @Override
  public Map<Key, Conflict> conflicts(Handle handle, Collection<Key> keys, long floor) {
    Query query = handle.createQuery(PROMISES).bind("keys", ColumnArrays.keys(keys));
    return PostgresQueries.byKey(query, row -> Columns.conflict(row, 2, floor));
  }

  @Override
  public Map<Key, Reply> write(Handle handle, List<Write> writes, Standing standing) {
    return PostgresQueries.write(handle, WRITE, writes, standing);
  }

  @Override
  public CollectReply.Collected collect(Handle handle, List<Collect.Forget> rows, long floor) {
    Query query = handle.createQuery(COLLECT).bind("floor", floor);
    ColumnArrays.bindForgets(query, rows);
    return query
        .map(
            (row, ctx) -> new CollectReply.Collected(row.getLong("floor"), row.getInt("forgotten")))
        .one();
  }
}
