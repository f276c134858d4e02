package io.paxos.checker;

import io.paxos.protocol.Ballot;
import io.paxos.protocol.Key;
import java.util.ArrayList;
import java.util.List;

/** What was seen of one register so far. */
final class RegisterTrace {
  private final Key key;
  private final Chain chain;
  private final List<RoundTrace> rounds = new ArrayList<>();
  private final List<DiskTrace> disks = new ArrayList<>();
  private int openSets;

  RegisterTrace(Key key, long firstRevision) {
    this.key = key;
    this.chain = new Chain(firstRevision);
  }

  Key key() {
    return key;
  }

  /** What is chosen. */
  Chain chain() {
    return chain;
  }

  /** Everything under some ballot, smallest first. */
  List<RoundTrace> rounds() {
    return rounds;
  }

  /** Where this ballot is among the rounds, or would be. Most often it is one of the last. */
  int position(Ballot ballot) {
    int position = rounds.size();
    while (position > 0 && compare(rounds.get(position - 1).ballot(), ballot) >= 0) {
      position--;
    }
    return position;
  }

  boolean isAt(int position, Ballot ballot) {
    return position < rounds.size() && compare(rounds.get(position).ballot(), ballot) == 0;
  }

  RoundTrace add(int position, Ballot ballot, ProposerTrace proposer) {
    boolean ascending = true;
    for (int above = position; above < rounds.size(); above++) {
      ascending &= rounds.get(above).proposer() != proposer;
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

  private static int compare(Ballot left, Ballot right) {
    return left.equals(right) ? 0 : left.compareTo(right);
  }
}
