package io.paxos.checker;

import io.paxos.protocol.StoreId;
import io.paxos.quorum.QuorumSystem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;

/** Which sets of stores, as bits, are accept quorums; each set is asked for once. */
final class AcceptQuorums {
  private static final byte YES = 1;
  private static final byte NO = 2;

  private final QuorumSystem quorums;
  private final List<StoreId> voters;
  private final long[] bits;
  private final byte[] known;
  private final long everybody;

  /**
   * The accept quorums of a small system: memory grows with two to the number of voters.
   *
   * @param bit of a store among all
   */
  AcceptQuorums(QuorumSystem quorums, ToLongFunction<StoreId> bit) {
    this.quorums = quorums;
    this.voters = new ArrayList<>(quorums.voters());
    this.bits = voters.stream().mapToLong(bit).toArray();
    this.known = new byte[1 << bits.length];
    long all = 0;
    for (long one : bits) {
      all |= one;
    }
    this.everybody = all;
  }

  /** Those who have a vote. */
  List<StoreId> voters() {
    return voters;
  }

  /** All voters. */
  long everybody() {
    return everybody;
  }

  /** Whether these make a value chosen; those who have no vote do not count. */
  boolean has(long stores) {
    int set = 0;
    for (int number = 0; number < bits.length; number++) {
      set |= (stores & bits[number]) == 0 ? 0 : 1 << number;
    }
    if (known[set] == 0) {
      known[set] = isQuorum(set) ? YES : NO;
    }
    return known[set] == YES;
  }

  /** Whether the promises of these are enough to propose. */
  boolean isPrepared(long stores) {
    Set<StoreId> candidates = new HashSet<>();
    for (int number = 0; number < bits.length; number++) {
      if ((stores & bits[number]) != 0) {
        candidates.add(voters.get(number));
      }
    }
    return quorums.isPrepareQuorum(candidates);
  }

  private boolean isQuorum(int stores) {
    Set<StoreId> candidates = new HashSet<>();
    for (int number = 0; number < bits.length; number++) {
      if ((stores & 1 << number) != 0) {
        candidates.add(voters.get(number));
      }
    }
    return quorums.isAcceptQuorum(candidates);
  }
}
