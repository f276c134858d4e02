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
import java.util.HashSet;
import java.util.Set;

/**
 * Phase one under way: a ballot is being promised. Immutable.
 *
 * @param found the report with the greatest accepted ballot so far, bare while there is none
 * @param holders who reported that ballot
 * @param floor the greatest floor reported so far
 * @param seenCounter the greatest counter in a conflict so far
 */
public record Preparing(
    Key key,
    long era,
    Ballot ballot,
    Tally tally,
    Report found,
    Set<StoreId> holders,
    long floor,
    long seenCounter)
    implements AfterPrepare {
  public Preparing {
    holders = Set.copyOf(holders);
  }

  /** Phase one of a round that begins under this ballot. */
  public static Preparing begin(Key key, long era, QuorumSystem quorums, Ballot ballot) {
    Tally tally = Tally.of(quorums, Tally.Phase.PREPARE);
    return new Preparing(key, era, ballot, tally, new Report.Bare(0), Set.of(), 0, 0);
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
    boolean isGreater = report.ballot().isGreaterThan(found.ballot());
    Report greatest = isGreater ? report : found;
    long reported = report instanceof Report.Bare bare ? bare.floor() : 0;
    Preparing next =
        new Preparing(
            key,
            era,
            ballot,
            tally.grant(from),
            greatest,
            isGreater ? Set.of(from) : holdersWith(from, report),
            Math.max(floor, reported),
            seenCounter);
    return next.tally.isWon() ? next.prepared() : next;
  }

  private Set<StoreId> holdersWith(StoreId from, Report report) {
    if (!report.ballot().equals(found.ballot())) {
      return holders;
    }
    Set<StoreId> more = new HashSet<>(holders);
    more.add(from);
    return more;
  }

  private Prepared prepared() {
    QuorumSystem quorums = tally.quorums();
    boolean agreed = quorums.isAcceptQuorum(holders);
    return new Prepared(key, era, quorums, ballot, found, floor, agreed);
  }

  private AfterPrepare lost(StoreId from, long counter) {
    long seen = Math.max(seenCounter, counter);
    Tally fewer = tally.lose(from);
    return fewer.isLost()
        ? new PhaseLost(seen)
        : new Preparing(key, era, ballot, fewer, found, holders, floor, seen);
  }
}
