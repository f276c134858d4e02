package io.paxos.register;

import io.paxos.protocol.OperationId;

/**
 * A linearizable register: every operation takes effect at one instant between its call and its
 * return, as if there were one copy. Thread-safe. These methods block until the outcome is known or
 * the deadline passes; {@link #async()} does not.
 *
 * <p>Source: Rystsov, <em>CASPaxos: Replicated State Machines without logs</em>, section 2.
 */
public interface Register<T> {
  /** The same register, without blocking. */
  AsyncRegister<T> async();

  /**
   * What the register holds. Writes nothing unless an earlier write was left half done.
   *
   * @throws NotAppliedException if no quorum answers in time
   */
  default Versioned<T> read() {
    return Blocking.await(async().read());
  }

  /** Applies a change function. Throws what the function throws. */
  default Outcome<T> change(Change<T> change) {
    return Blocking.await(async().change(change));
  }

  /** Applies a change function under a name by which a retry is recognised. */
  default Outcome<T> change(Change<T> change, OperationId operation) {
    return Blocking.await(async().change(change, operation));
  }

  /** Writes, whatever was there. */
  default Outcome<T> put(T value) {
    return change(current -> Decision.write(value));
  }

  /**
   * Writes if the register is still at this revision; rejected otherwise.
   *
   * @param expectedRevision as read; 0 for a register that was never written
   */
  default Outcome<T> compareAndSet(long expectedRevision, T value) {
    return change(
        current ->
            current.revision() == expectedRevision
                ? Decision.write(value)
                : Decision.decline(
                    "expected revision %d, found %d"
                        .formatted(expectedRevision, current.revision())));
  }

  /** Deletes the value. The revision grows; a register without a value stays as it is. */
  default Outcome<T> delete() {
    return change(current -> Decision.delete());
  }
}
