package io.paxos.protocol;

import java.util.ArrayList;
import java.util.List;

/**
 * The ballots of the last writes that led to a state, so that a proposer whose accept went
 * unanswered can tell whether its change is in (rule R7).
 *
 * <p>What is not listed and has a counter above the horizon is not in. Below the horizon nobody
 * knows.
 *
 * @param ballots the last {@value #MAX_BALLOTS} write ballots at most, oldest first, growing
 * @param horizon the greatest counter dropped from the list, or the floor that the register was
 *     born over
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
   * @throws IllegalArgumentException if there are too many ballots, they do not grow, or the
   *     horizon is negative
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
   * This lineage with one more write.
   *
   * @throws IllegalArgumentException if the ballot is not greater than those listed
   */
  public Lineage extendedBy(Ballot write) {
    List<Ballot> longer = new ArrayList<>(ballots);
    longer.add(write);
    if (longer.size() <= MAX_BALLOTS) {
      return new Lineage(longer, horizon);
    }
    Ballot dropped = longer.remove(0);
    return new Lineage(longer, Math.max(horizon, dropped.counter()));
  }

  /** Whether the change made under this ballot is in. */
  public Verdict verdictOn(Ballot write) {
    if (ballots.contains(write)) {
      return Verdict.IN;
    }
    return write.counter() > horizon ? Verdict.NOT_IN : Verdict.UNKNOWN;
  }
}
