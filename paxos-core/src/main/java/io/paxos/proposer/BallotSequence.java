package io.paxos.proposer;

import io.paxos.protocol.Ballot;
import io.paxos.protocol.ProposerId;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Issues ballots. Thread-safe.
 *
 * <p>One sequence serves all keys of a process, and the counter only goes up, so no ballot is ever
 * issued twice (rule R3), whatever is forgotten about a key meanwhile.
 */
public final class BallotSequence {
  private final ProposerId proposer;
  private final AtomicLong counter = new AtomicLong();

  public BallotSequence(ProposerId proposer) {
    this.proposer = proposer;
  }

  /** Whether a ballot is one of these. */
  public boolean isOwn(Ballot ballot) {
    return proposer.equals(ballot.proposer());
  }

  /** Ballots from now on are greater than those with this counter. */
  public void skipTo(long seen) {
    counter.accumulateAndGet(seen, Math::max);
  }

  /**
   * A ballot greater than all issued before and than every ballot with this counter: the
   * fast-forward, to max(own, seen) + 1 and never down (rule R4).
   */
  public Ballot nextAbove(long seen) {
    return new Ballot(counter.updateAndGet(own -> Math.max(own, seen) + 1), proposer);
  }
}
