package io.paxos.storage.jdbc;

import io.paxos.acceptor.AcceptorRow;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Identity;
import io.paxos.protocol.Key;
import io.paxos.protocol.Reply;
import io.paxos.protocol.StoreId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** One connection that an acceptor keeps, and its words. Confined to one thread. */
final class Session implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Session.class.getName());

  private final Handle handle;
  private final Dialect dialect;
  private final RowMemory memory;
  private boolean inTransaction;
  private Optional<Witness> witness = Optional.empty();
  private Optional<Ownership> ownership = Optional.empty();
  private Optional<Installed> lastSeen = Optional.empty();
  private Optional<Standing> lastStanding = Optional.empty();

  /** A configuration and the text that it was read from, which seldom changes. */
  private record Installed(String text, Configuration configuration) {}

  /**
   * One on this connection.
   *
   * @param memory told of what is committed and read
   */
  Session(Handle handle, Dialect dialect, RowMemory memory) {
    this.handle = handle;
    this.dialect = dialect;
    this.memory = memory;
  }

  Handle handle() {
    return handle;
  }

  Dialect dialect() {
    return dialect;
  }

  /**
   * Begins a transaction.
   *
   * @throws StorageException if the database has lost the row that says who the acceptor is
   */
  Transaction begin(Mode mode) {
    long seen = memory.version();
    lastStanding = beginAnyhow(mode);
    Standing standing = lastStanding.orElseThrow(Session::notInitialised);
    return new Transaction(this, standing, new MemoryUpdate(memory, mode, seen, standing));
  }

  /**
   * A transaction that is one message to the database, under the standing that was seen last; empty
   * if none was seen, or if this kind of database has no such transactions.
   */
  Optional<AssumingTransaction> assume() {
    return lastStanding.flatMap(
        standing ->
            dialect
                .wholeTransactions()
                .map(whole -> new AssumingTransaction(this, whole, standing)));
  }

  /**
   * Reads in a whole transaction.
   *
   * @return what was found; empty if the acceptor did not stand as was assumed
   */
  Optional<Map<Key, AcceptorRow>> rows(
      WholeTransactions whole, Collection<Key> keys, Standing assumed) {
    inTransaction = true;
    WholeTransactions.Said said = whole.rows(handle, keys, assumed, this::standing);
    inTransaction = false;
    lastStanding = said.standing();
    return lastStanding.equals(Optional.of(assumed)) ? Optional.of(said.rows()) : Optional.empty();
  }

  /**
   * Writes in a whole transaction.
   *
   * @return what was granted: nothing if the acceptor did not stand as was assumed
   */
  Map<Key, Reply> write(WholeTransactions whole, List<Write> writes, Standing assumed) {
    inTransaction = true;
    Map<Key, Reply> granted = whole.write(handle, writes, assumed);
    inTransaction = false;
    return granted;
  }

  /** Begins a transaction on a database that may not be initialised yet. */
  Optional<Standing> beginAnyhow(Mode mode) {
    inTransaction = true;
    return dialect.begin(handle, mode, this::standing);
  }

  /** What the row says within this transaction. */
  Standing standing() {
    return handle
        .createQuery(Sql.STANDING)
        .map((row, ctx) -> standing(row))
        .findOne()
        .orElseThrow(Session::notInitialised);
  }

  private static StorageException notInitialised() {
    return new StorageException(
        "the table paxos_acceptor is empty: whose memory this was is lost. " + Origin.WAY_OUT);
  }

  /** From now on this witness is told of every commit that changes something. */
  void bring(Witness told) {
    witness = Optional.of(told);
  }

  /** From now on nobody else uses the database, until this session is closed. */
  void bring(Ownership taken) {
    ownership = Optional.of(taken);
  }

  boolean isOwner() {
    return ownership.isPresent();
  }

  /** Commits what only reads, or what the witness need not know. */
  void commit() {
    dialect.commit(handle);
    inTransaction = false;
  }

  /** Commits what changes something. */
  void commitChange() {
    Optional<Long> number = witness.map(told -> told.count(handle));
    commit();
    number.ifPresent(commits -> witness.ifPresent(told -> told.tell(commits)));
  }

  /** From the columns store id, era, configuration, floor. */
  private Standing standing(ResultSet row) throws SQLException {
    StoreId store = StoreId.parse(row.getString(1));
    Optional<Configuration> installed = Optional.ofNullable(row.getString(3)).map(this::parsed);
    return new Standing(new Identity(store, installed), row.getLong(4));
  }

  private Configuration parsed(String text) {
    if (lastSeen.isEmpty() || !lastSeen.get().text().equals(text)) {
      lastSeen = Optional.of(new Installed(text, Configuration.parse(text)));
    }
    return lastSeen.get().configuration();
  }

  /**
   * Rolls back what is open, if that is still possible, and gives the connection back. An owner
   * forgets what is in memory before anybody else can write.
   */
  @Override
  public void close() {
    try (handle) {
      if (isOwner()) {
        memory.close();
      }
      witness.ifPresent(Witness::close);
      if (inTransaction) {
        rollBack();
      }
    } catch (RuntimeException broken) {
      LOG.log(System.Logger.Level.DEBUG, "closing a broken connection", broken);
    } finally {
      ownership.ifPresent(Ownership::close);
    }
  }

  private void rollBack() {
    try {
      handle.execute("rollback");
    } catch (RuntimeException broken) {
      // A pool must not hand out a connection in the middle of a transaction.
      abort();
    }
  }

  private void abort() {
    try {
      handle.getConnection().abort(Runnable::run);
    } catch (SQLException broken) {
      LOG.log(System.Logger.Level.DEBUG, "aborting a broken connection", broken);
    }
  }
}
