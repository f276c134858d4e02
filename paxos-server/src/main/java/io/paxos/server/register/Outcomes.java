package io.paxos.server.register;

import io.paxos.protocol.Value;
import io.paxos.register.Outcome;
import io.paxos.register.Versioned;
import io.paxos.server.http.Answer;
import io.paxos.server.http.Problem;
import java.util.function.Function;

/** From what came of a change to what the client is told. */
final class Outcomes {
  private Outcomes() {}

  /**
   * The answer to an outcome. What did not come to a decision is told alike for every method.
   *
   * @param refused from what the register held when the change was rejected
   */
  static Answer answer(
      Outcome<Value> outcome,
      Function<Outcome.Committed<Value>, Answer> committed,
      Function<Versioned<Value>, Answer> refused) {
    return outcome.fold(
        committed,
        rejected -> refused.apply(rejected.current()),
        notApplied -> Problem.notApplied(notApplied.reason()),
        unknown -> Problem.unknown(unknown.reason()));
  }
}
