package io.paxos.quorum;

import io.paxos.protocol.StoreId;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The quorums while membership changes: a quorum of the old acceptors and one of the new.
 *
 * <p>Source: Rystsov, <em>Raft's joint consensus with Single Decree Paxos</em>.
 */
public record JointQuorums(QuorumSystem current, QuorumSystem next) implements QuorumSystem {
  @Override
  public Set<StoreId> voters() {
    Set<StoreId> all = new HashSet<>(current.voters());
    all.addAll(next.voters());
    return Set.copyOf(all);
  }

  @Override
  public boolean isVoter(StoreId store) {
    return current.isVoter(store) || next.isVoter(store);
  }

  @Override
  public boolean isPrepareQuorum(Predicate<StoreId> candidates) {
    return current.isPrepareQuorum(candidates) && next.isPrepareQuorum(candidates);
  }

  @Override
  public boolean isAcceptQuorum(Predicate<StoreId> candidates) {
    return current.isAcceptQuorum(candidates) && next.isAcceptQuorum(candidates);
  }

  /** Every joint quorum contains a quorum of each side, so meeting those of one side is enough. */
  @Override
  public boolean isBlockingSet(Predicate<StoreId> candidates) {
    return current.isBlockingSet(candidates) || next.isBlockingSet(candidates);
  }
}
