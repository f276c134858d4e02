package io.paxos.exploration;

import io.paxos.protocol.AcceptorGroup;
import java.util.List;

/**
 * Who the acceptors are at first, and who they are to be then, one change after the other.
 *
 * @param turnsBack whether one change, whichever, may be turned back
 */
record Plan(AcceptorGroup first, List<AcceptorGroup> targets, boolean turnsBack) {
  Plan {
    targets = List.copyOf(targets);
  }

  /** The acceptors remain what they are. */
  static Plan of(AcceptorGroup first) {
    return new Plan(first, List.of(), false);
  }

  Plan to(AcceptorGroup... groups) {
    return new Plan(first, List.of(groups), turnsBack);
  }

  Plan turningBack() {
    return new Plan(first, targets, true);
  }

  /** Whether no change follows when the acceptors are these, and none is repeated. */
  boolean isLast(AcceptorGroup group) {
    int changes = targets.size();
    return changes > 0
        && group.equals(targets.get(changes - 1))
        && targets.indexOf(group) == changes - 1
        && !group.equals(first);
  }

  /** Whether two acceptors take part alike throughout, so that only their names differ. */
  boolean isAlike(int one, int other) {
    return takesPart(first, one) == takesPart(first, other)
        && targets.stream().allMatch(next -> takesPart(next, one) == takesPart(next, other));
  }

  private static boolean takesPart(AcceptorGroup group, int acceptor) {
    return group.members().stream().anyMatch(member -> member.store().equals(Cast.store(acceptor)));
  }
}
