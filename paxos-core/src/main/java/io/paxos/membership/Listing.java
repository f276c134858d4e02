package io.paxos.membership;

import io.paxos.protocol.AcceptorGroup;
import io.paxos.protocol.Ballot;
import io.paxos.protocol.Key;
import io.paxos.protocol.ScanReply;
import io.paxos.protocol.StoreId;
import io.paxos.quorum.QuorumSystem;
import io.paxos.survey.Survey;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A portion of what has to be transferred: every row, bare ones included, that a blocking set of
 * the old acceptors lists (rule M4, step 3). Immutable.
 *
 * <p>A blocking set meets every prepare quorum, so one of its acceptors has a trace of every round
 * of the era before that can still matter: a row, or its floor, if the row was folded into that.
 */
public record Listing(QuorumSystem old, Survey survey) {

  /**
   * A key to transfer.
   *
   * @param promised the greatest counter that was promised for it, to be exceeded
   */
  public record Candidate(Key key, long promised) {}

  /** A portion after this key of which nobody has told anything yet. */
  public static Listing begin(AcceptorGroup old, Optional<Key> after, int limit) {
    return new Listing(QuorumSystem.of(old), Survey.begin(after, limit));
  }

  /** With one more page; a stranger's changes nothing. */
  public Listing on(StoreId from, ScanReply.Page page) {
    return old.isVoter(from) ? new Listing(old, survey.on(from, page)) : this;
  }

  /** Whether enough acceptors have told. */
  public boolean isComplete() {
    return old.isBlockingSet(survey.pages().keySet());
  }

  /** The keys of the portion, in order. */
  public List<Candidate> candidates() {
    return survey.rows().entrySet().stream()
        .map(entry -> new Candidate(entry.getKey(), promised(entry.getValue().values())))
        .toList();
  }

  /** The last key of the portion; empty if there are no keys after it. */
  public Optional<Key> end() {
    return survey.end();
  }

  /** What the floors of the new acceptors must reach before the portion is transferred. */
  public long floor() {
    return survey.floor();
  }

  private static long promised(Collection<ScanReply.Row> rows) {
    return rows.stream().map(ScanReply.Row::promised).mapToLong(Ballot::counter).max().orElse(0);
  }
}
