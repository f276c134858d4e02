package io.paxos.storage.jdbc;

import io.paxos.acceptor.AcceptorRow;
import io.paxos.protocol.Key;
import io.paxos.protocol.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A transaction that is one message to the database, with its beginning and its end: requests are
 * admitted under the standing that was seen last, and all is void if it is another by now. Confined
 * to one thread.
 */
final class AssumingTransaction {
  private final Session session;
  private final WholeTransactions whole;
  private final Standing assumed;

  AssumingTransaction(Session session, WholeTransactions whole, Standing assumed) {
    this.session = session;
    this.whole = whole;
    this.assumed = assumed;
  }

  /**
   * Decides what this group asks for, durably.
   *
   * @return empty if it takes more than one message, or if the acceptor did not stand as assumed;
   *     then nothing was done
   */
  Optional<List<Pending.Answer<?>>> decide(List<Pending<?>> group) {
    Agenda agenda = new Agenda(assumed.identity());
    List<Pending.Answer<?>> answers = new ArrayList<>();
    for (Pending<?> pending : group) {
      pending.joinRequests(agenda).ifPresent(answers::add);
    }
    List<Agenda.Item> reads = agenda.takeReads();
    List<Agenda.Item> writes = agenda.takeWrites();
    boolean isOneMessage = agenda.isEmpty() && reads.isEmpty() != writes.isEmpty();
    if (answers.size() < group.size() || !isOneMessage) {
      return Optional.empty();
    }
    return (writes.isEmpty() ? read(reads) : write(writes))
        ? Optional.of(answers)
        : Optional.empty();
  }

  private boolean read(List<Agenda.Item> reads) {
    Optional<Map<Key, AcceptorRow>> rows = session.rows(whole, Agenda.keys(reads), assumed);
    rows.ifPresent(found -> Agenda.answerReads(reads, found, assumed.floor()));
    return rows.isPresent();
  }

  private boolean write(List<Agenda.Item> items) {
    Map<Key, Reply> granted = session.write(whole, Agenda.writes(items), assumed);
    List<Agenda.Item> refused = Agenda.answerGranted(items, granted);
    return refused.isEmpty() || refuse(refused, !granted.isEmpty());
  }

  /**
   * Tells what stood in the way, or what stands there by now, which is only greater.
   *
   * @param stood whether the acceptor is known to have stood as assumed
   * @return false, and nothing is told, if it did not
   */
  private boolean refuse(List<Agenda.Item> refused, boolean stood) {
    Transaction later = session.begin(Mode.READ);
    boolean isRefusal = stood || later.standing().equals(assumed);
    if (isRefusal) {
      later.refuse(refused);
    }
    later.commit();
    return isRefusal;
  }
}
