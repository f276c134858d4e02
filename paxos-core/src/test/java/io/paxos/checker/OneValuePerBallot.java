package io.paxos.checker;

import io.paxos.acceptor.AcceptorRow;
import io.paxos.protocol.Accept;
import io.paxos.protocol.Key;
import io.paxos.protocol.ProposerId;
import io.paxos.protocol.RegisterState;
import io.paxos.protocol.Report;
import io.paxos.protocol.Request;
import io.paxos.protocol.StoreId;
import java.util.Optional;

/**
 * One ballot, one proposal (rule R3): all accepts ever sent under one ballot of one register carry
 * one state, and that is what is found accepted under it.
 */
public final class OneValuePerBallot implements Checker {
  private final Findings.Finding finding;
  private final Traces traces;

  OneValuePerBallot(Findings findings, Traces traces) {
    this.finding = findings.of(OneValuePerBallot.class);
    this.traces = traces;
  }

  @Override
  public void sent(ProposerId from, StoreId to, Request<?> request) {
    if (request instanceof Accept accept) {
      compare("proposed", from, accept.state());
    }
  }

  @Override
  public void copied(ProposerId from, StoreId to, Accept accept) {
    compare("copied", from, accept.state());
  }

  @Override
  public void persisted(StoreId store, Key key, AcceptorRow row) {
    if (row.report() instanceof Report.Holding holding) {
      compare("accepted", store, holding.state());
    }
  }

  private void compare(String what, Object by, RegisterState state) {
    RoundTrace round = traces.round();
    RegisterState proposed = round == null ? null : round.state();
    boolean same = proposed == null || proposed.equals(state);
    if (!same) {
      finding.report("%s, but this was %s by %s: %s".formatted(round, what, by, state));
    }
  }

  @Override
  public Optional<String> violation() {
    return finding.violation();
  }
}
