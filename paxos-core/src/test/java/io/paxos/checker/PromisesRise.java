package io.paxos.checker;

import io.paxos.acceptor.AcceptorRow;
import io.paxos.protocol.Accept;
import io.paxos.protocol.Accepted;
import io.paxos.protocol.Ballot;
import io.paxos.protocol.Key;
import io.paxos.protocol.Prepare;
import io.paxos.protocol.Promised;
import io.paxos.protocol.Reply;
import io.paxos.protocol.Report;
import io.paxos.protocol.Request;
import io.paxos.protocol.StoreId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a store has promised or accepted never falls, not over a restart either, and it keeps to
 * what it told (rules R1 and R2): it promises no ballot twice, and accepts nothing below a promise.
 */
public final class PromisesRise implements Checker {
  private final Findings.Finding finding;
  private final Traces traces;
  private final Map<StoreId, Long> floors = new HashMap<>(0);

  PromisesRise(Findings findings, Traces traces) {
    this.finding = findings.of(PromisesRise.class);
    this.traces = traces;
  }

  @Override
  public void persisted(StoreId store, Key key, AcceptorRow row) {
    compare(store, key, traces.disk().before(), row);
  }

  /** From then on the floor says for all that is gone what was promised, and which revision was. */
  @Override
  public void collected(StoreId store, long floor, List<Key> forgotten) {
    if (floor < floors.getOrDefault(store, 0L)) {
      finding.report(
          "store %s had floor %d and has now %d".formatted(store, floors.get(store), floor));
    }
    floors.put(store, floor);
    for (Key key : forgotten) {
      DiskTrace disk = traces.disk(store, key);
      AcceptorRow gone = disk.before();
      long revision =
          gone.report() instanceof Report.Holding holding ? holding.state().revision() : 0;
      long promised = Math.max(gone.promised().counter(), disk.granted().counter());
      if (floor < Math.max(promised, revision)) {
        finding.report(
            "%s: store %s has forgotten %s over the floor %d".formatted(key, store, gone, floor));
      }
    }
  }

  @Override
  public void reopened(StoreId store, Map<Key, AcceptorRow> rows) {
    for (RegisterTrace register : traces.registers()) {
      DiskTrace disk = traces.disk(store, register);
      AcceptorRow found = rows.getOrDefault(register.key(), AcceptorRow.absent(0));
      compare(store, register.key(), disk.row(), found);
    }
  }

  private void compare(StoreId store, Key key, AcceptorRow before, AcceptorRow now) {
    if (before.promised().isGreaterThan(now.promised())) {
      finding.report(
          "%s: store %s had promised %s and has now promised %s"
              .formatted(key, store, before.promised(), now.promised()));
    }
    if (before.report().ballot().isGreaterThan(now.report().ballot())) {
      finding.report(
          "%s: store %s had accepted %s and now %s"
              .formatted(key, store, before.report(), now.report()));
    }
  }

  @Override
  public void replied(StoreId store, Request<?> request, Reply reply, AcceptorRow durable) {
    DiskTrace disk = traces.disk();
    if (request instanceof Prepare prepare && reply instanceof Promised) {
      if (!prepare.ballot().isGreaterThan(disk.granted())) {
        broken(store, prepare.key(), "grants a prepare under", prepare.ballot());
      }
      disk.grant(prepare.ballot());
    } else if (request instanceof Accept accept && reply instanceof Accepted) {
      if (disk.granted().isGreaterThan(accept.ballot())) {
        broken(store, accept.key(), "accepts", accept.ballot());
      }
      disk.grant(accept.promise());
    }
  }

  private void broken(StoreId store, Key key, String what, Ballot ballot) {
    finding.report(
        "%s: store %s has promised %s and %s %s"
            .formatted(key, store, traces.disk().granted(), what, ballot));
  }

  @Override
  public Optional<String> violation() {
    return finding.violation();
  }
}
