package io.paxos.proposer;

import io.paxos.protocol.Ballot;
import io.paxos.protocol.Key;
import io.paxos.protocol.RegisterState;
import io.paxos.protocol.Report;
import io.paxos.quorum.QuorumSystem;
import io.paxos.quorum.Tally;

/**
 * A prepare quorum has promised the ballot: one proposal may be made under it. Immutable.
 *
 * @param found what was accepted under the greatest ballot in the quorum, bare if nothing was
 * @param floor the greatest floor in the quorum
 * @param agreed whether an accept quorum reported that same ballot when it promised: what was found
 *     is chosen
 */
public record Prepared(
    Key key,
    long era,
    QuorumSystem quorums,
    Ballot ballot,
    Report found,
    long floor,
    boolean agreed)
    implements AfterPrepare {
  /** The state that a change is applied to (rules R4 and R5). */
  public RegisterState base() {
    return found instanceof Report.Holding holding
        ? holding.state()
        : RegisterState.bornOver(floor);
  }

  /**
   * Whether the promises alone prove what the register held when they were asked for (rule R7): no
   * acceptor of the whole quorum has accepted anything, or an accept quorum the same.
   */
  public boolean isProven() {
    return agreed || found instanceof Report.Bare;
  }

  /**
   * Phase two with this state.
   *
   * @param next the ballot to be promised with it, greater than this one
   */
  public Accepting propose(RegisterState state, Ballot next) {
    Tally tally = Tally.of(quorums, Tally.Phase.ACCEPT);
    return new Accepting(key, era, ballot, state, next, tally, 0);
  }
}
