package io.paxos.checker;

import io.paxos.history.Operation;
import java.util.List;
import java.util.Optional;

/**
 * Every register behaves as if its operations took effect one after the other, each between its
 * call and its return. Exact, and nothing is sampled: see {@link RegisterHistory}.
 */
public final class Linearizability implements Checker {
  private final Findings.Finding finding;
  private final Traces traces;

  Linearizability(Findings findings, Traces traces) {
    this.finding = findings.of(Linearizability.class);
    this.traces = traces;
  }

  /** What is wrong with the history of one register, which began empty at revision 0. */
  public static Optional<String> violation(List<Operation> history) {
    return violation(history, 0);
  }

  /**
   * What is wrong with the history of one register.
   *
   * @param first the revision at which it began empty: the floor that it was born over
   */
  public static Optional<String> violation(List<Operation> history, long first) {
    return new RegisterHistory(history, new Lives(first), first).violation();
  }

  @Override
  public void returned(Operation operation) {
    traces.register().history().add(operation);
  }

  /** A call that never returned is in doubt; nobody says when it began. */
  @Override
  public void ended() {
    for (CallTrace call : traces.calls()) {
      if (call.result() == null) {
        Operation open =
            new Operation(call.call(), Long.MIN_VALUE, Long.MAX_VALUE, new Operation.Maybe());
        call.register().history().add(open);
      }
    }
    for (RegisterTrace register : traces.registers()) {
      long greatestFloor = traces.floors().greatest();
      new RegisterHistory(register.history(), register.chain().lives(), greatestFloor)
          .violation()
          .ifPresent(violation -> finding.report(register.key() + ": " + violation));
    }
  }

  @Override
  public Optional<String> violation() {
    return finding.violation();
  }
}
