package io.paxos.quorum;

import io.paxos.protocol.StoreId;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Quorums by number: any {@code prepareSize} voters may prepare, any {@code acceptSize} may accept.
 *
 * @param prepareSize 1 or more
 * @param acceptSize 1 or more; together they exceed the number of voters
 */
public record SizedQuorums(Set<StoreId> voters, int prepareSize, int acceptSize)
    implements QuorumSystem {
  /**
   * @throws IllegalArgumentException if a prepare quorum could miss an accept quorum, or a size is
   *     not between 1 and the number of voters
   */
  public SizedQuorums {
    voters = Set.copyOf(voters);
    int count = voters.size();
    if (prepareSize < 1 || acceptSize < 1 || prepareSize > count || acceptSize > count) {
      throw new IllegalArgumentException(
          "quorums of %d and %d do not fit %d voters".formatted(prepareSize, acceptSize, count));
    }
    if (prepareSize + acceptSize <= count) {
      throw new IllegalArgumentException(
          "a prepare quorum of %d can miss an accept quorum of %d among %d voters"
              .formatted(prepareSize, acceptSize, count));
    }
  }

  /** Majorities of these voters. */
  public static SizedQuorums majority(Set<StoreId> voters) {
    int majority = voters.size() / 2 + 1;
    return new SizedQuorums(voters, majority, majority);
  }

  @Override
  public boolean isVoter(StoreId store) {
    return voters.contains(store);
  }

  @Override
  public boolean isPrepareQuorum(Predicate<StoreId> candidates) {
    return count(candidates) >= prepareSize;
  }

  @Override
  public boolean isAcceptQuorum(Predicate<StoreId> candidates) {
    return count(candidates) >= acceptSize;
  }

  @Override
  public boolean isBlockingSet(Predicate<StoreId> candidates) {
    int smallestQuorum = Math.min(prepareSize, acceptSize);
    return count(candidates) >= voters.size() - smallestQuorum + 1;
  }

  private int count(Predicate<StoreId> candidates) {
    int count = 0;
    for (StoreId voter : voters) {
      count += candidates.test(voter) ? 1 : 0;
    }
    return count;
  }
}
