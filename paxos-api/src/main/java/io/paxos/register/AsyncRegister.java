package io.paxos.register;

import io.paxos.protocol.OperationId;
import java.util.concurrent.CompletionStage;

/** The face of a {@link Register} that never blocks. Thread-safe. */
public interface AsyncRegister<T> {
  /**
   * What the register holds, linearizably.
   *
   * @return completes exceptionally with {@link NotAppliedException} if no quorum answers in time
   */
  CompletionStage<Versioned<T>> read();

  /**
   * Applies a change function.
   *
   * @return completes exceptionally only with what the function threw
   */
  CompletionStage<Outcome<T>> change(Change<T> change);

  /** The same, under a name by which a retry through any proposer is recognised. */
  CompletionStage<Outcome<T>> change(Change<T> change, OperationId operation);
}
