package io.paxos.acceptor;

import io.paxos.protocol.Ballot;
import io.paxos.protocol.Report;

/**
 * What an acceptor keeps for one key.
 *
 * @param promised smaller ballots are refused; never below what is accepted
 * @param report what is accepted, or that nothing is
 */
public record AcceptorRow(Ballot promised, Report report) {
  /**
   * @throws IllegalArgumentException if more was accepted than promised
   */
  public AcceptorRow {
    if (report.ballot().isGreaterThan(promised)) {
      throw new IllegalArgumentException(
          "accepted %s is above promised %s".formatted(report.ballot(), promised));
    }
  }

  /** The row of a key that the acceptor has never heard of. */
  public static AcceptorRow absent(long floor) {
    return new AcceptorRow(Ballot.ZERO, new Report.Bare(floor));
  }

  /** This row as it is now: a bare one obeys the floor of now, not that of when it was written. */
  public AcceptorRow under(long floor) {
    return report instanceof Report.Bare bare && bare.floor() != floor
        ? new AcceptorRow(promised, new Report.Bare(floor))
        : this;
  }

  /** The floor that this row obeys: that of the acceptor if it is bare, else none. */
  long floor() {
    return report instanceof Report.Bare bare ? bare.floor() : 0;
  }
}
