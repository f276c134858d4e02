package io.paxos.proposer;

import io.paxos.protocol.Ballot;
import io.paxos.protocol.Conflict;
import io.paxos.protocol.Key;
import io.paxos.protocol.Prepare;
import io.paxos.protocol.PrepareReply;
import io.paxos.protocol.Promised;
import io.paxos.protocol.Report;
import io.paxos.protocol.StoreId;
import io.paxos.quorum.QuorumSystem;
import io.paxos.quorum.Tally;

/**
 * Phase one under way: a ballot is being promised. Immutable.
 *
 * @param found the report with the greatest accepted ballot so far, bare while there is none
 * @param floor the greatest floor reported so far
 * @param seenCounter the greatest counter in a conflict so far
 */
public record Preparing(
    Key key, long era, Ballot ballot, Tally tally, Report found, long floor, long seenCounter)
    implements AfterPrepare {
  /** Phase one of a round that begins under this ballot. */
  public static Preparing begin(Key key, long era, QuorumSystem quorums, Ballot ballot) {
    Tally tally = Tally.of(quorums, Tally.Phase.PREPARE);
    return new Preparing(key, era, ballot, tally, new Report.Bare(0), 0, 0);
  }

  /** What goes to every acceptor. */
  public Prepare request() {
    return new Prepare(key, ballot);
  }

  /** What follows from a reply. */
  public AfterPrepare on(StoreId from, PrepareReply reply) {
    if (!tally.isNews(from)) {
      return this;
    }
    return reply instanceof Promised promised
        ? granted(from, promised.report())
        : lost(from, ((Conflict) reply).counter());
  }

  /** What follows when an acceptor will not answer. */
  public AfterPrepare onSilence(StoreId from) {
    return tally.isNews(from) ? lost(from, 0) : this;
  }

  /**
   * Rule R4: the state of the greatest accepted ballot, and the greatest floor if there is none.
   */
  private AfterPrepare granted(StoreId from, Report report) {
    Report greatest = report.ballot().isGreaterThan(found.ballot()) ? report : found;
    long reported = report instanceof Report.Bare bare ? bare.floor() : 0;
    Preparing next =
        new Preparing(
            key, era, ballot, tally.grant(from), greatest, Math.max(floor, reported), seenCounter);
    return next.tally.isWon()
        ? new Prepared(key, era, next.tally.quorums(), ballot, greatest, next.floor)
        : next;
  }

  private AfterPrepare lost(StoreId from, long counter) {
    long seen = Math.max(seenCounter, counter);
    Tally fewer = tally.lose(from);
    return fewer.isLost()
        ? new PhaseLost(seen)
        : new Preparing(key, era, ballot, fewer, found, floor, seen);
  }
}
