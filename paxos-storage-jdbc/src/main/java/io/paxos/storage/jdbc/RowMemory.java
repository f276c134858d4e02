package io.paxos.storage.jdbc;

import io.paxos.acceptor.AcceptorRow;
import io.paxos.acceptor.AcceptorRules;
import io.paxos.acceptor.Admission;
import io.paxos.protocol.Batch;
import io.paxos.protocol.BatchReply;
import io.paxos.protocol.Key;
import io.paxos.protocol.Read;
import io.paxos.protocol.Reply;
import io.paxos.protocol.Report;
import io.paxos.protocol.Request;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rows that were read last, as they are committed, so that a read of them need not ask the
 * database. Only for a database that nobody else writes to ({@link Ownership}). Thread-safe.
 *
 * <p>It must never be behind what anybody was told. So a commit is told here before it is answered;
 * and a reader of the database, which shows a commit a moment before it is told here, waits for
 * that moment if it has seen it. And the memory is never ahead: it knows nothing that is not
 * durable.
 *
 * <p>What is only written is not kept: it would push out what is read.
 */
final class RowMemory {
  /**
   * Of a row and its place here, without key, value, and history: an estimate, on the safe side.
   */
  private static final int OVERHEAD_BYTES = 500;

  private final long capacity;
  private final Map<Key, AcceptorRow> rows = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;
  private Optional<Standing> standing = Optional.empty();
  private boolean open;
  private long version;
  private Optional<Commit> underWay = Optional.empty();

  /**
   * What the database may show already and nobody has been told yet.
   *
   * @param changed rows
   * @param isOfStanding whether it changes how the acceptor stands
   */
  private record Commit(Map<Key, AcceptorRow> changed, boolean isOfStanding) {
    boolean isSeenIn(Map<Key, AcceptorRow> found) {
      return isOfStanding || found.entrySet().stream().anyMatch(this::isSeen);
    }

    private boolean isSeen(Map.Entry<Key, AcceptorRow> found) {
      AcceptorRow row = changed.get(found.getKey());
      return row != null
          && row.promised().equals(found.getValue().promised())
          && row.report().ballot().equals(found.getValue().report().ballot());
    }
  }

  /**
   * One that is not open yet.
   *
   * @param capacity how many bytes it may take, roughly; with 0 it never keeps anything
   */
  RowMemory(long capacity) {
    this.capacity = capacity;
  }

  /** Whether it will ever keep anything. */
  boolean hasRoom() {
    return capacity > 0;
  }

  /** From now on nobody else writes to the database. */
  synchronized void open() {
    open = hasRoom();
  }

  /** What is durable is not known any more, or somebody else may write. */
  synchronized void close() {
    open = false;
    standing = Optional.empty();
    rows.clear();
    bytes = 0;
    endCommit();
  }

  private void endCommit() {
    version++;
    underWay = Optional.empty();
    notifyAll();
  }

  /** Answers a batch of reads; empty if the database has to be asked. */
  synchronized Optional<BatchReply> answer(Batch batch) {
    if (standing.isEmpty()) {
      return Optional.empty();
    }
    Optional<BatchReply> refusal = Admission.check(standing.get().identity(), batch);
    if (refusal.isPresent()) {
      return refusal;
    }
    List<Reply> replies = new ArrayList<>(batch.requests().size());
    for (Request<?> request : batch.requests()) {
      AcceptorRow row = rows.get(request.key());
      if (row == null || !(request instanceof Read read)) {
        return Optional.empty();
      }
      replies.add(AcceptorRules.read(row.under(standing.get().floor()), read).reply());
    }
    return Optional.of(new BatchReply.Handled(replies));
  }

  /**
   * A commit that changes something is about to begin.
   *
   * @param changed rows that it writes
   * @param isOfStanding whether it changes how the acceptor stands
   */
  synchronized void onCommit(Map<Key, AcceptorRow> changed, boolean isOfStanding) {
    underWay = Optional.of(new Commit(changed, isOfStanding));
  }

  /**
   * It is durable.
   *
   * @param gone rows that it deleted
   */
  synchronized void onCommitted(Set<Key> gone) {
    underWay.ifPresent(this::follow);
    gone.forEach(this::forget);
    endCommit();
  }

  private void follow(Commit commit) {
    if (commit.isOfStanding()) {
      standing = Optional.empty();
    }
    commit.changed().forEach(this::follow);
  }

  private void follow(Key key, AcceptorRow row) {
    if (rows.containsKey(key)) {
      keep(key, row);
    }
  }

  private void keep(Key key, AcceptorRow row) {
    forget(key);
    rows.put(key, row);
    bytes += bytes(key, row);
    Iterator<Map.Entry<Key, AcceptorRow>> eldest = rows.entrySet().iterator();
    while (bytes > capacity) {
      Map.Entry<Key, AcceptorRow> entry = eldest.next();
      bytes -= bytes(entry.getKey(), entry.getValue());
      eldest.remove();
    }
  }

  private void forget(Key key) {
    AcceptorRow row = rows.remove(key);
    if (row != null) {
      bytes -= bytes(key, row);
    }
  }

  private static long bytes(Key key, AcceptorRow row) {
    long state =
        row.report() instanceof Report.Holding holding
            ? holding.state().valueBytes() + holding.state().history().encoded().length
            : 0;
    return OVERHEAD_BYTES + key.text().length() + state;
  }

  /** Moves with whatever is told here; to be read before the database is. */
  synchronized long version() {
    return version;
  }

  /**
   * Returns when all is told here that the database has shown, and keeps what it showed if nothing
   * else was told meanwhile.
   *
   * @param seen the version before the database was read
   * @param isAll whether more was read than the rows that were found
   */
  synchronized void onRead(long seen, Standing asRead, Map<Key, AcceptorRow> found, boolean isAll) {
    if (open && underWay.filter(commit -> isAll || commit.isSeenIn(found)).isPresent()) {
      awaitVersionAfter(version);
    }
    if (open && version == seen) {
      standing = Optional.of(asRead);
      found.forEach(this::keep);
    }
  }

  private synchronized void awaitVersionAfter(long known) {
    try {
      while (version == known) {
        wait();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new StorageException("interrupted while a commit was under way", interrupted);
    }
  }
}
