package io.paxos.storage.jdbc;

import io.paxos.acceptor.AcceptorRow;
import io.paxos.protocol.Ballot;
import io.paxos.protocol.Collect;
import io.paxos.protocol.CollectReply;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Conflict;
import io.paxos.protocol.Identity;
import io.paxos.protocol.Key;
import io.paxos.protocol.Reply;
import io.paxos.protocol.Scan;
import io.paxos.protocol.ScanReply;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jdbi.v3.core.statement.Query;

/**
 * One transaction: what it sees, and what is asked of it. Nothing that it answers may leave before
 * {@link #commit} returned. Confined to one thread.
 */
final class Transaction {
  private static final String INSTALL = Sql.load("install.sql");
  private static final String COUNT = Sql.load("count.sql");
  private static final String FIRST_COLLECTABLE = Sql.load("first_collectable_page.sql");
  private static final String NEXT_COLLECTABLE = Sql.load("next_collectable_page.sql");
  private static final String FIRST_PAGE = Sql.load("first_page.sql");
  private static final String NEXT_PAGE = Sql.load("next_page.sql");

  private final Session session;
  private final Standing standing;
  private final MemoryUpdate update;
  private final Agenda agenda;
  private boolean changed;

  Transaction(Session session, Standing standing, MemoryUpdate update) {
    this.update = update;
    this.session = session;
    this.standing = standing;
    this.agenda = new Agenda(standing.identity());
  }

  /** Who the acceptor is, and its era, for the whole of this transaction. */
  Identity identity() {
    return standing.identity();
  }

  /** How the acceptor stands, for the whole of this transaction. */
  Standing standing() {
    return standing;
  }

  /** What is asked of it; {@link #decide} answers. */
  Agenda agenda() {
    return agenda;
  }

  /** Decides everything on the agenda, key by key in the order of the asking. */
  void decide() {
    while (!agenda.isEmpty()) {
      List<Agenda.Item> reads = agenda.takeReads();
      if (!reads.isEmpty()) {
        read(reads);
      }
      List<Agenda.Item> writes = agenda.takeWrites();
      if (!writes.isEmpty()) {
        write(writes);
      }
    }
  }

  private void read(List<Agenda.Item> reads) {
    Set<Key> keys = Agenda.keys(reads);
    Map<Key, AcceptorRow> rows = session.dialect().rows(session.handle(), keys, standing.floor());
    update.onFound(keys, rows);
    Agenda.answerReads(reads, rows, standing.floor());
  }

  private void write(List<Agenda.Item> items) {
    List<Write> writes = Agenda.writes(items);
    Map<Key, Reply> granted = session.dialect().write(session.handle(), writes, standing);
    changed |= !granted.isEmpty();
    update.onGranted(writes, granted);
    List<Agenda.Item> refused = Agenda.answerGranted(items, granted);
    if (!refused.isEmpty()) {
      refuse(refused);
    }
  }

  /**
   * Reads what stood in the way of writes, in a later statement: if the write was of this
   * transaction it has locked the row, which is the same; what else has come since then has a
   * greater ballot, and what has gone left a greater floor.
   */
  void refuse(List<Agenda.Item> refused) {
    Map<Key, Conflict> conflicts =
        session.dialect().conflicts(session.handle(), Agenda.keys(refused), standing.floor());
    Conflict floorOnly = new Conflict(Ballot.ZERO, standing.floor());
    refused.forEach(item -> item.answer(conflicts.getOrDefault(item.key(), floorOnly)));
  }

  /** A page of rows, and the floor that goes with them. */
  ScanReply.Page page(Scan scan) {
    update.isOfAll();
    boolean all = scan.scope() == Scan.Scope.ALL;
    Query query =
        scan.after()
            .map(key -> query(all ? NEXT_PAGE : NEXT_COLLECTABLE).bind("after", KeyText.of(key)))
            .orElseGet(() -> query(all ? FIRST_PAGE : FIRST_COLLECTABLE));
    List<ScanReply.Row> rows =
        query.bind("limit", scan.limit()).map((row, ctx) -> Columns.scanned(row)).list();
    boolean counts = all && scan.after().isEmpty();
    return new ScanReply.Page(
        rows, standing.floor(), counts ? OptionalLong.of(count()) : OptionalLong.empty());
  }

  private long count() {
    return query(COUNT).mapTo(Long.class).one();
  }

  private Query query(String sql) {
    return session.handle().createQuery(sql);
  }

  /** Forgets the rows that are still what is asked for, and raises the floor. */
  CollectReply.Collected collect(Collect collect) {
    CollectReply.Collected collected =
        session.dialect().collect(session.handle(), collect.rows(), collect.floor());
    collect.rows().forEach(row -> update.isGone(row.key()));
    changed |= collected.forgotten() > 0 || collected.floor() > standing.floor();
    return collected;
  }

  /** Writes the configuration down if its era is greater, and tells who the acceptor is then. */
  Identity install(Configuration configuration) {
    int updated =
        session
            .handle()
            .createUpdate(INSTALL)
            .bind("era", configuration.era())
            .bind("configuration", configuration.text())
            .execute();
    changed |= updated > 0;
    return session.standing().identity();
  }

  /** Returns when what was written is durable. */
  void commit() {
    if (changed) {
      update.onCommit();
      session.commitChange();
      update.onCommitted();
    } else {
      session.commit();
      update.onRead();
    }
  }
}
