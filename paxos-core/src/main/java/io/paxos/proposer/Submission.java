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
 */
public record Submission(
    Change<Value> change, Optional<OperationId> operation, List<Attempt> attempts) {
  public Submission {
    attempts = List.copyOf(attempts);
  }
}
