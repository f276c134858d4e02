package io.paxos.proposer;

import io.paxos.protocol.OperationId;
import io.paxos.protocol.Value;
import io.paxos.register.Change;
import java.util.List;
import java.util.Optional;

/**
 * One caller's change as a round sees it. Immutable.
 *
 * @param attempts every ballot of a proposal with some write that it rode on, and that may have
 *     been accepted somewhere (rule R7)
 * @param spreads whether what is there is to be accepted again by everybody who can be reached,
 *     even if the promises prove it
 */
public record Submission(
    Change<Value> change,
    Optional<OperationId> operation,
    List<Attempt> attempts,
    boolean spreads) {
  public Submission {
    attempts = List.copyOf(attempts);
  }

  /** A change that is answered as soon as its outcome is certain. */
  public Submission(Change<Value> change, Optional<OperationId> operation, List<Attempt> attempts) {
    this(change, operation, attempts, false);
  }
}
