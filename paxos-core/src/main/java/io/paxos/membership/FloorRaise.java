package io.paxos.membership;

import io.paxos.protocol.AcceptorGroup;
import io.paxos.protocol.StoreId;
import io.paxos.quorum.QuorumSystem;
import java.util.HashSet;
import java.util.Set;

/**
 * Raising the floors of the new acceptors, old members included, to what the old ones told (rule
 * M4, step 3, pitfall 22). Immutable.
 *
 * @param next the new acceptors
 * @param floor to which
 * @param raised whose floor is there by now
 */
public record FloorRaise(QuorumSystem next, long floor, Set<StoreId> raised) {
  public FloorRaise {
    raised = Set.copyOf(raised);
  }

  /** Nobody has told yet. */
  public static FloorRaise of(AcceptorGroup next, long floor) {
    return new FloorRaise(QuorumSystem.of(next), floor, Set.of());
  }

  /** With the floor of one acceptor as it is now. */
  public FloorRaise on(StoreId from, long floorNow) {
    if (floorNow < floor) {
      return this;
    }
    Set<StoreId> more = new HashSet<>(raised);
    more.add(from);
    return new FloorRaise(next, floor, more);
  }

  /** Whether enough floors are raised. */
  public boolean isDone() {
    return floor == 0 || next.isBlockingSet(raised);
  }
}
