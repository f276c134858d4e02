package io.paxos.storage.jdbc;

import io.paxos.acceptor.AcceptorRow;
import io.paxos.protocol.Key;
import io.paxos.protocol.Reply;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one transaction will have the {@link RowMemory} know, once it is committed. Confined to one
 * thread.
 */
final class MemoryUpdate {
  private final RowMemory memory;
  private final Mode mode;
  private final long seen;
  private final Standing standing;
  private final Map<Key, AcceptorRow> rows = new HashMap<>();
  private final Set<Key> gone = new HashSet<>();
  private boolean isAll;

  /**
   * One that knows nothing yet.
   *
   * @param seen the version of the memory before the transaction began
   */
  MemoryUpdate(RowMemory memory, Mode mode, long seen, Standing standing) {
    this.memory = memory;
    this.mode = mode;
    this.seen = seen;
    this.standing = standing;
  }

  /**
   * These rows were read.
   *
   * @param found those that are not absent
   */
  void onFound(Set<Key> keys, Map<Key, AcceptorRow> found) {
    if (memory.hasRoom()) {
      AcceptorRow absent = AcceptorRow.absent(standing.floor());
      keys.forEach(key -> rows.put(key, found.getOrDefault(key, absent)));
    }
  }

  /** Of these writes, those were granted for which there is a reply. */
  void onGranted(List<Write> writes, Map<Key, Reply> granted) {
    if (memory.hasRoom()) {
      for (Write write : writes) {
        Reply reply = granted.get(write.key());
        if (reply != null) {
          rows.put(write.key(), write.granted(reply));
        }
      }
    }
  }

  /** There may be no such row any more. */
  void isGone(Key key) {
    gone.add(key);
  }

  /** More was read than single rows. */
  void isOfAll() {
    isAll = true;
  }

  /** The transaction has changed something, and its commit is about to begin. */
  void onCommit() {
    memory.onCommit(rows, mode == Mode.INSTALL);
  }

  /** It is durable; nobody has been answered yet. */
  void onCommitted() {
    memory.onCommitted(gone);
  }

  /** The transaction has changed nothing, and is over; nobody has been answered yet. */
  void onRead() {
    if (mode == Mode.READ) {
      memory.onRead(seen, standing, rows, isAll);
    }
  }
}
