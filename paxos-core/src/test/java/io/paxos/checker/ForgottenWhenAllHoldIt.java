package io.paxos.checker;

import io.paxos.acceptor.AcceptorRow;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Key;
import io.paxos.protocol.Report;
import io.paxos.protocol.StoreId;
import java.util.List;
import java.util.Optional;

/**
 * A row is forgotten only while membership does not change, and only if nothing is accepted in it,
 * or a tombstone that all acceptors of that era have accepted under the same ballot.
 */
public final class ForgottenWhenAllHoldIt implements Checker {
  private final Findings.Finding finding;
  private final Traces traces;

  ForgottenWhenAllHoldIt(Findings findings, Traces traces) {
    this.finding = findings.of(ForgottenWhenAllHoldIt.class);
    this.traces = traces;
  }

  @Override
  public void collected(StoreId store, long floor, List<Key> forgotten) {
    Configuration present = traces.eras().configuration(traces.era());
    AcceptQuorums quorums = traces.eras().quorums(traces.era());
    for (Key key : forgotten) {
      if (present == null || quorums == null || !present.isStable()) {
        finding.report(
            "store %s forgets %s in era %d: %s".formatted(store, key, traces.era(), present));
      } else {
        check(store, key, quorums.everybody());
      }
    }
  }

  private void check(StoreId store, Key key, long everybody) {
    AcceptorRow gone = traces.disk(store, key).before();
    if (gone.report() instanceof Report.Holding holding) {
      RoundTrace round = traces.round(key, holding.ballot());
      boolean held = round != null && (everybody & ~round.acceptedBy()) == 0;
      if (holding.state().value().isPresent() || !held) {
        finding.report("store %s forgets %s, which not all hold".formatted(store, round));
      }
    }
  }

  @Override
  public Optional<String> violation() {
    return finding.violation();
  }
}
