package io.paxos.checker;

import io.paxos.protocol.Value;
import io.paxos.register.Decision;
import io.paxos.register.Versioned;
import java.util.Optional;

/**
 * A change function was applied, and made one revision from the one before; it may never be chosen.
 *
 * @param revision the one that it made
 * @param seen the value at the revision before
 * @param made the value at this revision; empty if it deleted
 */
record Application(CallTrace call, long revision, Optional<Value> seen, Optional<Value> made) {

  /** What was applied; empty if that changes nothing. */
  static Optional<Application> of(CallTrace call, Versioned<Value> seen, Decision<Value> decision) {
    long revision = seen.revision() + 1;
    if (decision instanceof Decision.Write<Value> write) {
      Optional<Value> made = Optional.of(write.value());
      return Optional.of(new Application(call, revision, seen.value(), made));
    }
    return decision instanceof Decision.Delete<Value> && seen.value().isPresent()
        ? Optional.of(new Application(call, revision, seen.value(), Optional.empty()))
        : Optional.empty();
  }

  boolean isSameAs(Application other) {
    return call == other.call && revision == other.revision && seen.equals(other.seen);
  }
}
