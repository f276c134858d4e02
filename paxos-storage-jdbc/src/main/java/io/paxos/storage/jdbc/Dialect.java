package io.paxos.storage.jdbc;

import io.paxos.acceptor.AcceptorRow;
import io.paxos.protocol.Collect;
import io.paxos.protocol.CollectReply;
import io.paxos.protocol.Conflict;
import io.paxos.protocol.Key;
import io.paxos.protocol.Reply;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * What one kind of database has to be told in its own words. Stateless. Transactions are begun and
 * ended by statements, not by the driver, so that their mode does not depend on the data source.
 */
sealed interface Dialect permits PostgresDialect, SqliteDialect {
  /**
   * The dialect of the database behind this connection.
   *
   * @throws StorageException if it is of no kind that is known here
   */
  static Dialect of(Connection connection) throws SQLException {
    String product = connection.getMetaData().getDatabaseProductName();
    return switch (product) {
      case "PostgreSQL" -> new PostgresDialect();
      case "SQLite" -> new SqliteDialect();
      default ->
          throw new StorageException(
              "the database is \"" + product + "\"; an acceptor needs PostgreSQL or SQLite");
    };
  }

  /** The migrations, oldest first, as resource files beside this class. */
  List<String> migrations();

  /** How statements are prepared. */
  void configure(Jdbi jdbi);

  /**
   * Makes a new connection durable and checks that it is.
   *
   * @throws StorageException if the database could lose what it has committed
   */
  void makeDurable(Handle handle, StorageOptions options) throws SQLException;

  /**
   * Makes sure that what is read from now on is durable, after a commit whose end is not known.
   *
   * @throws StorageException if that cannot be done now
   */
  void settle(Handle handle);

  /** Which server this is, as far as it can tell (rule M7). */
  Origin origin(Handle handle);

  /** The file that this database is, if it is one that a process opens by itself. */
  Optional<Path> file(Handle handle);

  /**
   * Begins a transaction and reads the row of {@code paxos_acceptor}, if there is one, after taking
   * the locks of this mode (rule M3).
   */
  <T> Optional<T> begin(Handle handle, Mode mode, RowReader<T> standing);

  /** Ends the transaction under way; when this returns, what it wrote is durable. */
  void commit(Handle handle);

  /** Transactions in one message each, where that is quicker than their steps. */
  Optional<WholeTransactions> wholeTransactions();

  /** The rows of these keys; nothing for those that are absent. */
  Map<Key, AcceptorRow> rows(Handle handle, Collection<Key> keys, long floor);

  /** Decides on these writes, no key twice; replies for those granted. */
  Map<Key, Reply> write(Handle handle, List<Write> writes, Standing standing);

  /** What refused the writes on these keys; nothing for those that are absent. */
  Map<Key, Conflict> conflicts(Handle handle, Collection<Key> keys, long floor);

  /**
   * Deletes those of these rows, no key twice, that are still what is asked for, and raises the
   * floor to this one and to what they need. Only in {@link Mode#INSTALL}.
   */
  CollectReply.Collected collect(Handle handle, List<Collect.Forget> rows, long floor);
}
