package io.paxos.checker;

import io.paxos.protocol.ProposerId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was seen of one process so far: the ballots that it used, and whether it is dead. */
final class ProposerTrace {
  private final ProposerId id;
  private final Map<Long, RoundTrace> rounds = new HashMap<>();
  private long greatestCounter;
  private boolean dead;

  ProposerTrace(ProposerId id) {
    this.id = id;
  }

  ProposerId id() {
    return id;
  }

  /** Takes in a ballot that is new for its register; returns its earlier use for another. */
  @Nullable RoundTrace use(RoundTrace round) {
    greatestCounter = Math.max(greatestCounter, round.ballot().counter());
    return rounds.put(round.ballot().counter(), round);
  }

  /** The greatest counter so far; 0 if it has used none. */
  long greatestCounter() {
    return greatestCounter;
  }

  void die() {
    dead = true;
  }

  boolean isDead() {
    return dead;
  }
}
