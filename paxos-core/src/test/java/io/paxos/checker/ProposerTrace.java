package io.paxos.checker;

import io.paxos.protocol.ProposerId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was seen of one process so far: the ballots that it used, and whether it is dead. */
final class ProposerTrace {
  private final ProposerId id;

  /** In the order of their counters. */
  private final List<RoundTrace> rounds = new ArrayList<>();

  private boolean dead;

  ProposerTrace(ProposerId id) {
    this.id = id;
  }

  ProposerId id() {
    return id;
  }

  /** Takes in a ballot that is new for its register; returns its earlier use for another. */
  @Nullable RoundTrace use(RoundTrace round) {
    long counter = round.ballot().counter();
    int position = rounds.size();
    while (position > 0 && rounds.get(position - 1).ballot().counter() > counter) {
      position--;
    }
    rounds.add(position, round);
    boolean again = position > 0 && rounds.get(position - 1).ballot().counter() == counter;
    return again ? rounds.get(position - 1) : null;
  }

  /** The greatest counter so far; 0 if it has used none. */
  long greatestCounter() {
    return rounds.isEmpty() ? 0 : rounds.get(rounds.size() - 1).ballot().counter();
  }

  void die() {
    dead = true;
  }

  boolean isDead() {
    return dead;
  }
}
