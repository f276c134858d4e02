package io.paxos.checker;

import io.paxos.history.Operation;
import io.paxos.protocol.RegisterState;
import java.util.Optional;

/**
 * No call makes two revisions that are chosen, whatever its client was told; one that was
 * acknowledged made the revision that its client was told of (rule R7).
 */
public final class UnknownAtMostOnce implements Checker, ChosenStates.Listener {
  private final Findings.Finding finding;
  private final Traces traces;

  UnknownAtMostOnce(Findings findings, Traces traces) {
    this.finding = findings.of(UnknownAtMostOnce.class);
    this.traces = traces;
  }

  @Override
  public void chosen(RoundTrace round, RegisterState state, long before) {
    Chain chain = round.register().chain();
    for (long revision : chain.revisionsAfter(before)) {
      CallTrace maker = chain.maker(revision);
      if (maker != null && maker.tookEffectTwice()) {
        finding.report(maker + "; the second with " + round);
      }
    }
  }

  @Override
  public void returned(Operation operation) {
    CallTrace call = traces.call();
    if (call != null && operation.result() instanceof Operation.Wrote wrote) {
      if (call.tookEffectTwice()) {
        finding.report(call.toString());
      } else if (!traces.register().chain().mayBeBy(call, wrote.revision())) {
        finding.report(call + ", but another call made that revision");
      }
    }
  }

  @Override
  public Optional<String> violation() {
    return finding.violation();
  }
}
