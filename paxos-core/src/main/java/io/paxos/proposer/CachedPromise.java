package io.paxos.proposer;

import io.paxos.protocol.Ballot;
import io.paxos.protocol.Key;
import io.paxos.protocol.Report;
import io.paxos.quorum.QuorumSystem;
import java.util.Optional;

/**
 * A ballot that a prepare quorum promised together with its last accept, and what that quorum has
 * accepted: phase one of the next round, already done. Only {@link Accepting} makes one.
 *
 * <p>It is good for one proposal, and {@link PromiseCache} hands it out once.
 */
public final class CachedPromise {
  private final Prepared prepared;

  CachedPromise(Key key, long era, QuorumSystem quorums, Ballot ballot, Report.Holding accepted) {
    // Chosen then; whether it still is the greatest, nobody was asked.
    this.prepared = new Prepared(key, era, quorums, ballot, accepted, 0, false);
  }

  Key key() {
    return prepared.key();
  }

  Ballot ballot() {
    return prepared.ballot();
  }

  /** The prepared ballot, if the era is still the one that it was promised in. */
  Optional<Prepared> in(long era) {
    return prepared.era() == era ? Optional.of(prepared) : Optional.empty();
  }
}
