package io.paxos.proposer;

import io.paxos.protocol.Accept;
import io.paxos.protocol.AcceptReply;
import io.paxos.protocol.Accepted;
import io.paxos.protocol.Ballot;
import io.paxos.protocol.Conflict;
import io.paxos.protocol.Key;
import io.paxos.protocol.RegisterState;
import io.paxos.protocol.Report;
import io.paxos.protocol.StoreId;
import io.paxos.quorum.Tally;
import java.util.Optional;

/**
 * Phase two under way: a state is being accepted. Immutable.
 *
 * @param next the ballot that is promised by the same write
 * @param seenCounter the greatest counter in a conflict so far
 */
public record Accepting(
    Key key,
    long era,
    Ballot ballot,
    RegisterState state,
    Ballot next,
    Tally tally,
    long seenCounter)
    implements AfterAccept {
  /** What goes to every acceptor. */
  public Accept request() {
    return new Accept(key, ballot, state, Optional.of(next));
  }

  /** What follows from a reply. */
  public AfterAccept on(StoreId from, AcceptReply reply) {
    if (!tally.isNews(from)) {
      return this;
    }
    if (reply instanceof Accepted) {
      Tally more = tally.grant(from);
      return more.isWon() ? new Chosen(state, promise(more)) : with(more, seenCounter);
    }
    return lost(from, ((Conflict) reply).counter());
  }

  /** What follows when an acceptor will not answer. */
  public AfterAccept onSilence(StoreId from) {
    return tally.isNews(from) ? lost(from, 0) : this;
  }

  private AfterAccept lost(StoreId from, long counter) {
    long seen = Math.max(seenCounter, counter);
    Tally fewer = tally.lose(from);
    return fewer.isLost() ? new PhaseLost(seen) : with(fewer, seen);
  }

  private Accepting with(Tally votes, long seen) {
    return new Accepting(key, era, ballot, state, next, votes, seen);
  }

  /**
   * Rule R3: the promise is worth keeping only after a clean quorum, one without a refusal or a
   * silence. And those who accepted promised the next ballot, so they must be a prepare quorum too,
   * which sized quorums do not imply.
   */
  private Optional<CachedPromise> promise(Tally votes) {
    boolean clean = votes.lost().isEmpty();
    return clean && votes.quorums().isPrepareQuorum(votes.granted())
        ? Optional.of(
            new CachedPromise(key, era, votes.quorums(), next, new Report.Holding(ballot, state)))
        : Optional.empty();
  }
}
