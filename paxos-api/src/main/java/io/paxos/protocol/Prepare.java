package io.paxos.protocol;

/**
 * Phase one: asks for a promise to refuse smaller ballots (rule R1).
 *
 * @param ballot not {@link Ballot#ZERO}
 */
public record Prepare(Key key, Ballot ballot) implements Request<PrepareReply> {
  /**
   * @throws IllegalArgumentException if the ballot is zero
   */
  public Prepare {
    if (ballot.isZero()) {
      throw new IllegalArgumentException("nobody prepares ballot zero");
    }
  }
}
