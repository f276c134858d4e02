package io.paxos.checker;

import io.paxos.history.Operation;
import io.paxos.protocol.Ballot;
import io.paxos.protocol.Key;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was seen of one register so far. */
final class RegisterTrace {
  private final Key key;
  private final Chain chain;
  private final List<RoundTrace> rounds = new ArrayList<>();
  private final List<DiskTrace> disks = new ArrayList<>();
  private final List<Operation> history = new ArrayList<>();
  private int openSets;

  RegisterTrace(Key key, long firstRevision, Floors floors) {
    this.key = key;
    this.chain = new Chain(firstRevision, floors);
  }

  /** Whether clients write it; the others belong to the cluster itself. */
  boolean isOfClients() {
    return key.kind() != Key.Kind.CONFIGURATION;
  }

  Key key() {
    return key;
  }

  /** What is chosen. */
  Chain chain() {
    return chain;
  }

  /** What clients know of it. */
  List<Operation> history() {
    return history;
  }

  /** Everything under some ballot, smallest first. */
  List<RoundTrace> rounds() {
    return rounds;
  }

  /** Where this ballot is among the rounds, or would be. Most often it is one of the last. */
  int position(Ballot ballot) {
    int position = rounds.size();
    while (position > 0) {
      int order = compare(rounds.get(position - 1).ballot(), ballot);
      if (order <= 0) {
        return order == 0 ? position - 1 : position;
      }
      position--;
    }
    return position;
  }

  /** What was seen under this ballot; null if it is new. */
  @Nullable RoundTrace round(Ballot ballot) {
    for (int position = rounds.size() - 1; position >= 0; position--) {
      int order = compare(rounds.get(position).ballot(), ballot);
      if (order <= 0) {
        return order == 0 ? rounds.get(position) : null;
      }
    }
    return null;
  }

  /**
   * Takes in a ballot that was not seen before.
   *
   * @param era in which it is seen: in a later one there are other stores to wait for
   */
  RoundTrace add(Ballot ballot, ProposerTrace proposer, long era) {
    int position = position(ballot);
    boolean ascending = true;
    for (int above = position; above < rounds.size(); above++) {
      RoundTrace greater = rounds.get(above);
      ascending &= greater.proposer() != proposer || greater.era() > era;
    }
    RoundTrace round = new RoundTrace(this, ballot, proposer, ascending);
    rounds.add(position, round);
    return round;
  }

  /** What the store with this number keeps of the register. */
  DiskTrace disk(int store) {
    while (disks.size() <= store) {
      disks.add(new DiskTrace());
    }
    return disks.get(store);
  }

  void openSet() {
    openSets++;
  }

  void closeSet() {
    openSets--;
  }

  /** How many compare-and-sets have not returned. */
  int openSets() {
    return openSets;
  }

  /** Most often the counters tell; the same ballot is most often the same object. */
  private static int compare(Ballot left, Ballot right) {
    int byCounter = Long.compare(left.counter(), right.counter());
    return byCounter != 0 || left.equals(right) ? byCounter : left.compareTo(right);
  }
}
