package io.paxos.checker;

import io.paxos.history.Operation;
import io.paxos.protocol.RegisterState;
import java.util.Optional;

/**
 * A call whose client was told that it has no effect made no revision that is chosen, neither
 * before nor afterwards (rule R7).
 */
public final class RejectedHasNoEffect implements Checker, ChosenStates.Listener {
  private final Findings.Finding finding;
  private final Traces traces;

  RejectedHasNoEffect(Findings findings, Traces traces) {
    this.finding = findings.of(RejectedHasNoEffect.class);
    this.traces = traces;
  }

  @Override
  public void chosen(RoundTrace round, RegisterState state, long before) {
    Chain chain = round.register().chain();
    for (long revision : chain.revisionsAfter(before)) {
      boolean possible = false;
      for (Application maker : chain.makers(revision)) {
        possible |= !maker.call().isWithoutEffect();
      }
      if (!possible) {
        finding.report("%s is chosen, and with it %s".formatted(round, chain.makers(revision)));
      }
    }
  }

  @Override
  public void returned(Operation operation) {
    CallTrace call = traces.call();
    if (call != null && call.isWithoutEffect() && call.tookEffect()) {
      finding.report(call.toString());
    }
  }

  @Override
  public Optional<String> violation() {
    return finding.violation();
  }
}
