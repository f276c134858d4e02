package io.paxos.protocol;

import java.util.Optional;

/**
 * Phase two: asks to accept a state (rule R2), and with it, if {@code next} is there, for the
 * promise that phase one of the next round would have asked for.
 *
 * @param ballot not {@link Ballot#ZERO}
 * @param next greater than {@code ballot}
 */
public record Accept(Key key, Ballot ballot, RegisterState state, Optional<Ballot> next)
    implements Request<AcceptReply> {
  /**
   * @throws IllegalArgumentException if the ballot is zero or the next one is not greater
   */
  public Accept {
    if (ballot.isZero()) {
      throw new IllegalArgumentException("nobody accepts ballot zero");
    }
    if (next.isPresent() && !next.get().isGreaterThan(ballot)) {
      throw new IllegalArgumentException(
          "the next ballot " + next.get() + " is not greater than " + ballot);
    }
  }

  /** What an acceptor that grants this has promised from then on. */
  public Ballot promise() {
    return next.orElse(ballot);
  }

  @Override
  public int valueBytes() {
    return state.valueBytes();
  }
}
