package io.paxos.checker;

import io.paxos.protocol.RegisterState;
import java.util.Optional;

/**
 * Every change moves the revision by one, and nothing else moves it (rule R5): from one chosen
 * state to the next leads a chain of applications, each of which saw the revision before its own.
 * Where the register was deleted, and some store has forgotten that, the first of them saw a floor,
 * so that no revision ever comes back.
 */
public final class RevisionsGrowByOne implements Checker, ChosenStates.Listener {
  private final Findings.Finding finding;

  RevisionsGrowByOne(Findings findings) {
    this.finding = findings.of(RevisionsGrowByOne.class);
  }

  @Override
  public void chosen(RoundTrace round, RegisterState state, long before) {
    if (!round.register().isOfClients()) {
      return;
    }
    Chain chain = round.register().chain();
    if (chain.isLeftOut(state.revision())) {
      finding.report(
          "%s is chosen, where %s was born over a greater floor".formatted(round, chain));
    }
    if (state.revision() > chain.top()) {
      finding.report(
          "%s is chosen, but no changes lead there; before it, %s".formatted(round, chain));
    }
    if (state.revision() < chain.first()) {
      finding.report("%s is chosen, below the first revision".formatted(round));
    }
  }

  @Override
  public Optional<String> violation() {
    return finding.violation();
  }
}
