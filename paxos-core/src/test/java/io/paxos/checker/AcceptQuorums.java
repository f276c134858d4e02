package io.paxos.checker;

import io.paxos.protocol.StoreId;
import io.paxos.quorum.QuorumSystem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which sets of stores, as bits, are accept quorums; each set is asked for once. */
final class AcceptQuorums {
  private static final byte YES = 1;
  private static final byte NO = 2;

  private final QuorumSystem quorums;
  private final List<StoreId> voters;
  private final long everybody;
  private final byte[] known;

  /** The accept quorums of a small system: memory grows with two to the number of voters. */
  AcceptQuorums(QuorumSystem quorums) {
    this.quorums = quorums;
    this.voters = new ArrayList<>(quorums.voters());
    this.everybody = (1L << voters.size()) - 1;
    this.known = new byte[1 << voters.size()];
  }

  /** Those who have a vote; the first has the lowest bit. */
  List<StoreId> voters() {
    return voters;
  }

  /** All voters. */
  long everybody() {
    return everybody;
  }

  /** Whether these make a value chosen; those who have no vote do not count. */
  boolean has(long stores) {
    int set = (int) (stores & everybody);
    if (known[set] == 0) {
      known[set] = isQuorum(set) ? YES : NO;
    }
    return known[set] == YES;
  }

  private boolean isQuorum(long stores) {
    Set<StoreId> candidates = new HashSet<>();
    for (int number = 0; number < voters.size(); number++) {
      if ((stores & 1L << number) != 0) {
        candidates.add(voters.get(number));
      }
    }
    return quorums.isAcceptQuorum(candidates);
  }
}
