package io.paxos.quorum;

import io.paxos.protocol.StoreId;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The votes of one phase so far: who granted, and whose grant will not come. Immutable. The first
 * word of a voter counts; a stranger's word does not.
 */
public record Tally(QuorumSystem quorums, Phase phase, Set<StoreId> granted, Set<StoreId> lost) {
  /** What is voted on. */
  public enum Phase {
    PREPARE {
      @Override
      boolean isQuorum(QuorumSystem quorums, Predicate<StoreId> voters) {
        return quorums.isPrepareQuorum(voters);
      }
    },
    ACCEPT {
      @Override
      boolean isQuorum(QuorumSystem quorums, Predicate<StoreId> voters) {
        return quorums.isAcceptQuorum(voters);
      }
    };

    abstract boolean isQuorum(QuorumSystem quorums, Predicate<StoreId> voters);
  }

  public Tally {
    granted = Set.copyOf(granted);
    lost = Set.copyOf(lost);
  }

  /** No votes yet. */
  public static Tally of(QuorumSystem quorums, Phase phase) {
    return new Tally(quorums, phase, Set.of(), Set.of());
  }

  /** With this voter's grant. */
  public Tally grant(StoreId voter) {
    return isNews(voter) ? new Tally(quorums, phase, with(granted, voter), lost) : this;
  }

  /** With this voter's refusal or silence. */
  public Tally lose(StoreId voter) {
    return isNews(voter) ? new Tally(quorums, phase, granted, with(lost, voter)) : this;
  }

  /** Whether a quorum granted. */
  public boolean isWon() {
    return phase.isQuorum(quorums, granted::contains);
  }

  /** Whether no quorum can grant any more. */
  public boolean isLost() {
    return !phase.isQuorum(quorums, voter -> !lost.contains(voter));
  }

  /** Whether everyone who has spoken would make a quorum, had they all granted. */
  public boolean isQuorumHeard() {
    return phase.isQuorum(quorums, this::hasSpoken);
  }

  /** Whether this voter's word is still awaited. */
  public boolean isNews(StoreId voter) {
    return quorums.isVoter(voter) && !hasSpoken(voter);
  }

  private boolean hasSpoken(StoreId voter) {
    return granted.contains(voter) || lost.contains(voter);
  }

  private static Set<StoreId> with(Set<StoreId> voters, StoreId voter) {
    if (voters.isEmpty()) {
      return Set.of(voter);
    }
    StoreId[] more = voters.toArray(new StoreId[voters.size() + 1]);
    more[voters.size()] = voter;
    return Set.of(more);
  }
}
