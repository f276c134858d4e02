package io.paxos.storage.jdbc;

import io.paxos.acceptor.AcceptorRow;
import io.paxos.protocol.Collect;
import io.paxos.protocol.CollectReply;
import io.paxos.protocol.Conflict;
import io.paxos.protocol.Key;
import io.paxos.protocol.Reply;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * SQLite. A statement is a function call here, so each row has its own. {@code begin immediate}
 * lets one writer in at a time, from all processes; readers see the last commit meanwhile.
 */
final class SqliteDialect implements Dialect {
  private static final String FORGET = Sql.load("sqlite/forget.sql");
  private static final String RAISE_FLOOR = Sql.load("sqlite/raise_floor.sql");

  @Override
  public List<String> migrations() {
    return List.of(
        "migration/sqlite/V1__acceptor.sql",
        "migration/sqlite/V2__collectable.sql",
        "migration/sqlite/V3__commits.sql");
  }

  @Override
  public void configure(Jdbi jdbi) {
    // The driver compiles a statement whenever it is prepared.
    jdbi.setStatementBuilderFactory(connection -> new ReusedStatements());
  }

  @Override
  public void makeDurable(Handle handle, StorageOptions options) {
    // Of a new file only: a write costs a page, and few registers are as long as four KiB.
    handle.execute("pragma page_size = 1024");
    set(handle, "busy_timeout", Integer.toString(options.patienceMillis()), "timeout");
    require("journal_mode", "wal", set(handle, "journal_mode", "wal", "journal_mode"));
    handle.execute("pragma synchronous = full");
    // On macOS fsync alone does not reach the disk; elsewhere this changes nothing.
    handle.execute("pragma fullfsync = on");
    handle.execute("pragma checkpoint_fullfsync = on");
    // A few thousand registers are more than the default of 2 MB, and were read again and again.
    handle.execute("pragma cache_size = -16384");
    // As many bytes of log as SQLite writes back by default, in smaller pages.
    set(handle, "wal_autocheckpoint", "4000", "wal_autocheckpoint");
    require("synchronous", "2", get(handle, "synchronous"));
    require("encoding", "UTF-8", get(handle, "encoding"));
  }

  /**
   * The log may hold pages whose fsync failed: they can be read, but are not on disk, and a later
   * fsync does not write them again. Copying them into the database does.
   */
  @Override
  public void settle(Handle handle) {
    int busy =
        handle
            .createQuery("pragma wal_checkpoint(truncate)")
            .map((row, ctx) -> row.getInt(1))
            .one();
    if (busy != 0) {
      throw new StorageException("the write-ahead log cannot be written back: others use it");
    }
  }

  @Override
  public Origin origin(Handle handle) {
    return Origin.UNKNOWN;
  }

  @Override
  public Optional<Path> file(Handle handle) {
    String file =
        handle
            .createQuery("pragma database_list")
            .map((row, ctx) -> row.getString("name").equals("main") ? row.getString("file") : "")
            .list()
            .stream()
            .collect(Collectors.joining());
    return file.isEmpty() ? Optional.empty() : Optional.of(Path.of(file));
  }

  @Override
  public <T> Optional<T> begin(Handle handle, Mode mode, RowReader<T> standing) {
    SqliteStatements statements = SqliteStatements.of(handle);
    statements.begin(mode);
    return statements.standing(standing);
  }

  @Override
  public void commit(Handle handle) {
    SqliteStatements.of(handle).commit();
  }

  @Override
  public Optional<WholeTransactions> wholeTransactions() {
    return Optional.empty();
  }

  @Override
  public Map<Key, AcceptorRow> rows(Handle handle, Collection<Key> keys, long floor) {
    return SqliteStatements.of(handle).rows(keys, row -> Columns.row(row, 1, floor));
  }

  @Override
  public Map<Key, Reply> write(Handle handle, List<Write> writes, Standing standing) {
    long floor = standing.floor();
    SqliteStatements statements = SqliteStatements.of(handle);
    Map<Key, Reply> granted = new HashMap<>();
    for (Write write : writes) {
      Optional<Reply> reply =
          write.isPrepare() ? statements.prepare(write, floor) : statements.accept(write, floor);
      reply.ifPresent(grant -> granted.put(write.key(), grant));
    }
    return granted;
  }

  @Override
  public Map<Key, Conflict> conflicts(Handle handle, Collection<Key> keys, long floor) {
    return SqliteStatements.of(handle).promises(keys, row -> Columns.conflict(row, 1, floor));
  }

  @Override
  public CollectReply.Collected collect(Handle handle, List<Collect.Forget> rows, long floor) {
    long needed = floor;
    int forgotten = 0;
    for (Collect.Forget row : rows) {
      Optional<Long> floorOfRow = forget(handle, row);
      needed = Math.max(needed, floorOfRow.orElse(0L));
      forgotten += floorOfRow.isPresent() ? 1 : 0;
    }
    long raised = handle.createQuery(RAISE_FLOOR).bind("floor", needed).mapTo(Long.class).one();
    return new CollectReply.Collected(raised, forgotten);
  }

  private static Optional<Long> forget(Handle handle, Collect.Forget row) {
    return handle
        .createQuery(FORGET)
        .bind("key", KeyText.of(row.key()))
        .bind("tombstone_counter", row.tombstone().counter())
        .bind("tombstone_node", row.tombstone().proposer().node())
        .bind("tombstone_incarnation", row.tombstone().proposer().incarnation())
        .mapTo(Long.class)
        .findOne();
  }

  private static String set(Handle handle, String pragma, String value, String column) {
    return handle
        .createQuery("pragma " + pragma + " = " + value)
        .map((row, ctx) -> row.getString(column))
        .one();
  }

  private static String get(Handle handle, String pragma) {
    return handle.createQuery("pragma " + pragma).map((row, ctx) -> row.getString(1)).one();
  }

  private static void require(String setting, String required, String actual) {
    if (!actual.equals(required)) {
      throw new StorageException(
          "SQLite's %s is %s and must be %s: an acceptor's file is on a disk and survives a loss of"
                  .formatted(setting, actual, required)
              + " power");
    }
  }
}
