package io.paxos.checker;

import io.paxos.history.Call;
import io.paxos.history.Operation;
import io.paxos.protocol.Key;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every register behaves as if its operations took effect one after the other, each between its
 * call and its return. Exact, and nothing is sampled: see {@link RegisterHistory}.
 */
public final class Linearizability implements Checker {
  private final Findings.Finding finding;
  private final long first;
  private final Map<Key, List<Operation>> histories = new HashMap<>();
  private final Map<Integer, Call> open = new HashMap<>();

  /** A checker of registers that begin empty at this revision. */
  Linearizability(Findings findings, long first) {
    this.finding = findings.of(Linearizability.class);
    this.first = first;
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
    return new RegisterHistory(history, first).violation();
  }

  @Override
  public void called(Call call, String node, int attempt) {
    open.put(call.number(), call);
  }

  @Override
  public void returned(Operation operation) {
    open.remove(operation.call().number());
    history(operation.call().key()).add(operation);
  }

  @Override
  public void ended() {
    open.values().forEach(call -> history(call.key()).add(neverReturned(call)));
    for (Map.Entry<Key, List<Operation>> entry : histories.entrySet()) {
      violation(entry.getValue(), first)
          .ifPresent(violation -> finding.report(entry.getKey() + ": " + violation));
    }
  }

  @Override
  public Optional<String> violation() {
    return finding.violation();
  }

  /** Nobody says when such a call began, so it may have been at any time. */
  private static Operation neverReturned(Call call) {
    return new Operation(call, Long.MIN_VALUE, Long.MAX_VALUE, new Operation.Maybe());
  }

  private List<Operation> history(Key key) {
    return histories.computeIfAbsent(key, unused -> new ArrayList<>());
  }
}
