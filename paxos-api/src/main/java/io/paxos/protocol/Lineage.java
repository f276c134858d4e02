package io.paxos.protocol;

import java.util.ArrayList;
import java.util.List;

/**
 * The last write ballot of each of the last {@value #MAX_BALLOTS} proposers that wrote a state, so
 * that a proposer whose accept went unanswered can tell whether its change is in (rule R7).
 *
 * <p>One ballot a proposer is enough, because a proposer has one round of a key in flight at a time
 * and tests what it sent before it proposes again. So however often others write meanwhile, a
 * proposer's own ballot is not pushed out by theirs.
 *
 * @param ballots one a proposer, growing
 * @param horizon the greatest counter dropped from the list to keep it short, or the floor that the
 *     register was born over
 */
public record Lineage(List<Ballot> ballots, long horizon) {
  /** How many ballots are kept. */
  public static final int MAX_BALLOTS = 8;

  /** What a lineage knows of one ballot. */
  public enum Verdict {
    /** The change made under the ballot is part of the state. */
    IN,
    /** It is not, and never will be once a higher ballot is committed. */
    NOT_IN,
    /** Forgotten. */
    UNKNOWN
  }

  /**
   * @throws IllegalArgumentException if there are too many ballots, they do not grow, a proposer
   *     has two, or the horizon is negative
   */
  public Lineage {
    ballots = List.copyOf(ballots);
    if (ballots.size() > MAX_BALLOTS) {
      throw new IllegalArgumentException(
          "a lineage keeps %d ballots, not %d".formatted(MAX_BALLOTS, ballots.size()));
    }
    if (horizon < 0) {
      throw new IllegalArgumentException("horizon " + horizon + " is negative");
    }
    for (int i = 1; i < ballots.size(); i++) {
      if (isOfOneBefore(ballots, i)) {
        throw new IllegalArgumentException("a lineage has one ballot a proposer, not " + ballots);
      }
      if (!ballots.get(i).isGreaterThan(ballots.get(i - 1))) {
        throw new IllegalArgumentException("the ballots of a lineage grow, not " + ballots);
      }
    }
  }

  /** The lineage of a register that nobody has written, over this floor. */
  public static Lineage bornOver(long floor) {
    return new Lineage(List.of(), floor);
  }

  /**
   * This lineage with one more write; the proposer's earlier one makes room.
   *
   * @throws IllegalArgumentException if the ballot is not greater than those listed
   */
  public Lineage extendedBy(Ballot write) {
    if (ballots.size() == 1 && isEarlierOfSameProposer(ballots.get(0), write)) {
      return new Lineage(List.of(write), horizon);
    }
    List<Ballot> longer = new ArrayList<>(ballots.size() + 1);
    for (Ballot listed : ballots) {
      if (!isEarlierOfSameProposer(listed, write)) {
        longer.add(listed);
      }
    }
    longer.add(write);
    if (longer.size() <= MAX_BALLOTS) {
      return new Lineage(longer, horizon);
    }
    Ballot dropped = longer.remove(0);
    return new Lineage(longer, Math.max(horizon, dropped.counter()));
  }

  /**
   * Whether the change made under this ballot is in. Where the proposer's entry is smaller, the
   * ballot is not in, or it would have replaced that entry; where there is none, it is not in if it
   * is above everything that was dropped.
   */
  public Verdict verdictOn(Ballot write) {
    for (Ballot listed : ballots) {
      if (listed.proposer().equals(write.proposer())) {
        int order = listed.compareTo(write);
        return order == 0 ? Verdict.IN : order < 0 ? Verdict.NOT_IN : Verdict.UNKNOWN;
      }
    }
    return write.counter() > horizon ? Verdict.NOT_IN : Verdict.UNKNOWN;
  }

  private static boolean isOfOneBefore(List<Ballot> ballots, int position) {
    ProposerId proposer = ballots.get(position).proposer();
    for (int i = 0; i < position; i++) {
      if (ballots.get(i).proposer().equals(proposer)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isEarlierOfSameProposer(Ballot listed, Ballot write) {
    return listed.proposer().equals(write.proposer()) && write.isGreaterThan(listed);
  }
}
