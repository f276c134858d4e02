package io.paxos.checker;

import io.paxos.history.Operation;
import io.paxos.protocol.Accept;
import io.paxos.protocol.ProposerId;
import io.paxos.protocol.RegisterState;
import io.paxos.protocol.Request;
import io.paxos.protocol.StoreId;
import java.util.List;
import java.util.Optional;

/**
 * What is chosen is carried on by every proposal under a greater ballot, whenever that was sent
 * (rule R4): its revision is not smaller, and one revision has one value. What a client was told is
 * chosen by then.
 */
public final class ChosenStaysChosen implements Checker, ChosenStates.Listener {
  private final Findings.Finding finding;
  private final Traces traces;

  ChosenStaysChosen(Findings findings, Traces traces) {
    this.finding = findings.of(ChosenStaysChosen.class);
    this.traces = traces;
  }

  /** It is enough to look at the greatest ballot below that is chosen. */
  @Override
  public void sent(ProposerId from, StoreId to, Request<?> request) {
    RoundTrace proposal = traces.round();
    if (request instanceof Accept && proposal != null && proposal.acceptSentTo() == 0) {
      List<RoundTrace> rounds = proposal.register().rounds();
      int below = proposal.register().position(proposal.ballot()) - 1;
      while (below >= 0 && !rounds.get(below).isChosen()) {
        below--;
      }
      if (below >= 0) {
        compare(rounds.get(below), proposal);
      }
    }
  }

  /** It is enough to look at what is above until the next ballot that is chosen. */
  @Override
  public void chosen(RoundTrace round, RegisterState state, long before) {
    RegisterTrace register = round.register();
    List<RoundTrace> rounds = register.rounds();
    boolean last = false;
    int above = register.position(round.ballot()) + 1;
    while (above < rounds.size() && !last) {
      compare(round, rounds.get(above));
      last = rounds.get(above).isChosen();
      above++;
    }
    Chain chain = register.chain();
    if (chain.isChosen(state.revision()) && !chain.mayHold(state.revision(), state.value())) {
      finding.report("%s is chosen, where another value was chosen before".formatted(round));
    }
  }

  private void compare(RoundTrace chosen, RoundTrace proposal) {
    RegisterState kept = chosen.state();
    RegisterState proposed = proposal.state();
    if (kept == null || proposed == null || proposed.revision() > kept.revision()) {
      return;
    }
    if (proposed.revision() < kept.revision() || !proposed.value().equals(kept.value())) {
      finding.report("%s is chosen, and not carried on by %s".formatted(chosen, proposal));
    }
  }

  @Override
  public void returned(Operation operation) {
    Chain chain = traces.register().chain();
    if (operation.result() instanceof Operation.Wrote wrote) {
      if (!chain.mayRead(wrote.revision(), operation.call().written())) {
        finding.report("%s was acknowledged, but %s".formatted(operation, chain));
      }
    } else if (operation.result() instanceof Operation.Saw saw) {
      if (!chain.mayRead(saw.revision(), saw.value())) {
        finding.report("%s was answered, but %s".formatted(operation, chain));
      }
    }
  }

  @Override
  public Optional<String> violation() {
    return finding.violation();
  }
}
