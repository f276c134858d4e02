package io.paxos.server.register;

import io.paxos.protocol.Value;
import io.paxos.register.Versioned;
import io.paxos.server.http.Problem;
import io.paxos.server.http.ProblemType;

/**
 * An idempotency key that named a different change before. To answer with that change's outcome
 * would tell the client that what it sends now is in.
 */
final class KeyReuse {
  private KeyReuse() {}

  /** The refusal; its revision is that of the first change. */
  static Problem problem(Versioned<Value> first) {
    return Problem.of(
        ProblemType.IDEMPOTENCY_KEY_REUSED,
        "this Idempotency-Key belongs to another change, which made revision " + first.revision());
  }
}
