package io.paxos.protocol;

/** What an acceptor tells of one register. */
public sealed interface Report {
  /** The ballot of what is accepted; {@link Ballot#ZERO} for a bare row. */
  Ballot ballot();

  /** The length of the value that is accepted; 0 if there is none. */
  default int valueBytes() {
    return 0;
  }

  /**
   * Nothing is accepted: the row is absent or holds only a promise.
   *
   * @param floor counters up to this one are refused
   */
  record Bare(long floor) implements Report {
    /**
     * @throws IllegalArgumentException if the floor is negative
     */
    public Bare {
      if (floor < 0) {
        throw new IllegalArgumentException("floor " + floor + " is negative");
      }
    }

    @Override
    public Ballot ballot() {
      return Ballot.ZERO;
    }
  }

  /** A state is accepted under a ballot. */
  record Holding(Ballot ballot, RegisterState state) implements Report {
    /**
     * @throws IllegalArgumentException if the ballot is zero
     */
    public Holding {
      if (ballot.isZero()) {
        throw new IllegalArgumentException("nothing is accepted at ballot zero");
      }
    }

    @Override
    public int valueBytes() {
      return state.valueBytes();
    }
  }
}
