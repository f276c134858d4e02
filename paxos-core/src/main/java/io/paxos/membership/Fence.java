package io.paxos.membership;

import io.paxos.protocol.AcceptorGroup;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Configuration.Stage;
import io.paxos.protocol.Identity;
import io.paxos.protocol.StoreId;
import io.paxos.quorum.QuorumSystem;
import java.util.HashSet;
import java.util.Set;

/**
 * Who has installed a configuration, and whether that fences off the era before (rule M4, step 2).
 * Immutable.
 *
 * <p>Once a blocking set of the old acceptors and one of the new have installed it, a round of the
 * era before can complete only with an accept that one of them had taken before, and tells of from
 * then on.
 */
public record Fence(Configuration configuration, Set<StoreId> installed) {
  public Fence {
    installed = Set.copyOf(installed);
  }

  /** Nobody has told yet. */
  public static Fence of(Configuration configuration) {
    return new Fence(configuration, Set.of());
  }

  /**
   * With what an acceptor told of itself.
   *
   * @param expected the store that was meant; another one in its place does not count
   */
  public Fence on(StoreId expected, Identity told) {
    if (!told.store().equals(expected) || told.era() < configuration.era()) {
      return this;
    }
    Set<StoreId> more = new HashSet<>(installed);
    more.add(expected);
    return new Fence(configuration, more);
  }

  /**
   * Whether the era before is fenced off. Before copying, quorums of the new acceptors must be
   * there as well: without them the joint era that follows could decide nothing.
   */
  public boolean isUp() {
    boolean old = QuorumSystem.of(configuration.current()).isBlockingSet(installed);
    return old && configuration.next().map(this::isUp).orElse(true);
  }

  private boolean isUp(AcceptorGroup next) {
    QuorumSystem quorums = QuorumSystem.of(next);
    return configuration.stage() == Stage.JOINT
        ? quorums.isBlockingSet(installed)
        : quorums.isPrepareQuorum(installed) && quorums.isAcceptQuorum(installed);
  }
}
