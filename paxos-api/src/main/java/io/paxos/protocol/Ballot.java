package io.paxos.protocol;

/**
 * A ballot number: ordered by counter, then by proposer, so that two proposers never issue the same
 * one.
 *
 * @param counter 1 or more; 0 only in {@link #ZERO}
 * @param proposer who issued it
 */
public record Ballot(long counter, ProposerId proposer) implements Comparable<Ballot> {
  /** Smaller than every ballot that is issued: promised or accepted at it means not at all. */
  public static final Ballot ZERO = new Ballot(0, ProposerId.NOBODY);

  /**
   * @throws IllegalArgumentException if the counter is negative, or 0 with a proposer
   */
  public Ballot {
    if (counter < 0 || (counter == 0 && !proposer.equals(ProposerId.NOBODY))) {
      throw new IllegalArgumentException("ballot counter " + counter + " is not 1 or more");
    }
  }

  public boolean isZero() {
    return counter == 0;
  }

  public boolean isGreaterThan(Ballot other) {
    return compareTo(other) > 0;
  }

  public static Ballot max(Ballot left, Ballot right) {
    return left.isGreaterThan(right) ? left : right;
  }

  @Override
  public int compareTo(Ballot other) {
    int byCounter = Long.compare(counter, other.counter);
    return byCounter != 0 ? byCounter : proposer.compareTo(other.proposer);
  }

  @Override
  public String toString() {
    return counter + "@" + proposer;
  }
}
