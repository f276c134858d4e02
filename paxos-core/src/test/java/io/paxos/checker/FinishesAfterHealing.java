package io.paxos.checker;

import io.paxos.history.Call;
import io.paxos.history.Operation;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Once no fault happens any more, every call returns within a bound: nothing is stuck for good. One
 * that begins then is not refused either. It may be in doubt, though, when so many have written
 * since its accept was lost that the lineage has forgotten (rule R7). A change of membership ends
 * by itself, too, and every node learns how.
 */
public final class FinishesAfterHealing implements Checker {
  private final Findings.Finding finding;
  private final LongSupplier nanoTime;
  private final long boundNanos;
  private final Traces traces;
  private boolean healed;
  private long healedAt;

  FinishesAfterHealing(Findings findings, Traces traces, LongSupplier nanoTime, long boundNanos) {
    this.finding = findings.of(FinishesAfterHealing.class);
    this.traces = traces;
    this.nanoTime = nanoTime;
    this.boundNanos = boundNanos;
  }

  @Override
  public void called(Call call, String node, int attempt) {
    CallTrace present = traces.call();
    if (present != null) {
      present.beginAt(nanoTime.getAsLong());
    }
  }

  @Override
  public void returned(Operation operation) {
    CallTrace call = traces.call();
    if (healed && call != null) {
      long took = nanoTime.getAsLong() - Math.max(healedAt, call.began());
      if (took > boundNanos) {
        finding.report(
            "%s took %d ns without a fault, more than %d".formatted(operation, took, boundNanos));
      }
      if (call.began() > healedAt && operation.result() instanceof Operation.NoEffect) {
        finding.report(operation + " failed without a fault");
      }
    }
  }

  @Override
  public void healed() {
    healed = true;
    healedAt = nanoTime.getAsLong();
  }

  @Override
  public void stuck(String what) {
    finding.report(what + " has not ended, though nothing is wrong any more");
  }

  @Override
  public void ended() {
    for (CallTrace call : traces.calls()) {
      if (healed && call.result() == null) {
        finding.report("the run has ended, and this call has not: " + call);
      }
    }
  }

  @Override
  public Optional<String> violation() {
    return finding.violation();
  }
}
