package io.paxos.checker;

import io.paxos.history.Call;
import io.paxos.history.Operation;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Once no fault happens any more, every call returns within a bound: nothing is stuck for good. */
public final class FinishesAfterHealing implements Checker {
  private final Findings.Finding finding;
  private final LongSupplier nanoTime;
  private final long boundNanos;
  private final Map<Integer, Open> open = new HashMap<>();
  private boolean healed;
  private long healedAt;

  /** A call that has not returned, and when it began. */
  private record Open(Call call, long since) {}

  FinishesAfterHealing(Findings findings, LongSupplier nanoTime, long boundNanos) {
    this.finding = findings.of(FinishesAfterHealing.class);
    this.nanoTime = nanoTime;
    this.boundNanos = boundNanos;
  }

  @Override
  public void called(Call call, String node, int attempt) {
    open.putIfAbsent(call.number(), new Open(call, nanoTime.getAsLong()));
  }

  @Override
  public void returned(Operation operation) {
    Open call = open.remove(operation.call().number());
    if (healed && call != null) {
      long took = nanoTime.getAsLong() - Math.max(healedAt, call.since());
      if (took > boundNanos) {
        finding.report(
            "%s took %d ns without a fault, more than %d".formatted(operation, took, boundNanos));
      }
    }
  }

  @Override
  public void healed() {
    healed = true;
    healedAt = nanoTime.getAsLong();
  }

  @Override
  public void ended() {
    if (healed && !open.isEmpty()) {
      finding.report("the run has ended, and these calls have not: " + open.values());
    }
  }

  @Override
  public Optional<String> violation() {
    return finding.violation();
  }
}
