package io.paxos.proposer;

import io.paxos.protocol.Ballot;
import io.paxos.protocol.Key;
import io.paxos.protocol.Read;
import io.paxos.protocol.ReadReply;
import io.paxos.protocol.RegisterState;
import io.paxos.protocol.Report;
import io.paxos.protocol.StoreId;
import io.paxos.quorum.QuorumSystem;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A quorum read under way (rule R6): it writes nothing. Immutable.
 *
 * <p>Source: Charapko et al., <em>Linearizable Quorum Reads in Paxos</em>.
 *
 * @param reports what each acceptor holds
 * @param silent who will not answer
 */
public record Reading(
    Key key, QuorumSystem quorums, Map<StoreId, Report> reports, Set<StoreId> silent) {
  private static final RegisterState NOTHING = RegisterState.bornOver(0);

  public Reading {
    reports = Map.copyOf(reports);
    silent = Set.copyOf(silent);
  }

  /** A read that begins. */
  public static Reading begin(Key key, QuorumSystem quorums) {
    return new Reading(key, quorums, Map.of(), Set.of());
  }

  /** What goes to every acceptor. */
  public Read request() {
    return new Read(key);
  }

  /** With one more reply; a stranger's, or a second one, changes nothing. */
  public Reading on(StoreId from, ReadReply reply) {
    if (!isAwaited(from)) {
      return this;
    }
    Map<StoreId, Report> more = new HashMap<>(reports);
    more.put(from, reply.report());
    return new Reading(key, quorums, more, silent);
  }

  /** With one acceptor given up. */
  public Reading onSilence(StoreId from) {
    if (!isAwaited(from)) {
      return this;
    }
    Set<StoreId> more = new HashSet<>(silent);
    more.add(from);
    return new Reading(key, quorums, reports, more);
  }

  /**
   * The state of the register, if the replies prove it: they cover a prepare quorum, and the
   * greatest accepted ballot among them is reported by an accept quorum, so that no later read can
   * miss it. Nothing accepted at any of them proves that nothing is there; floors are not
   * revisions.
   *
   * <p>Who holds nothing over a floor that covers the ballot may have held something greater and
   * forgotten it since the read began, so that does not count. It makes a difference only where two
   * accept quorums can miss each other.
   */
  public Optional<RegisterState> proven() {
    if (!isPrepareQuorumThere()) {
      return Optional.empty();
    }
    Report greatest = greatest();
    if (greatest instanceof Report.Holding holding) {
      Ballot ballot = holding.ballot();
      boolean proven =
          quorums.isAcceptQuorum(voter -> hasAccepted(voter, ballot))
              && quorums.isPrepareQuorum(voter -> hasNothingGreater(voter, ballot));
      return proven ? Optional.of(holding.state()) : Optional.empty();
    }
    return Optional.of(NOTHING);
  }

  /** Whether what is chosen cannot have been missed: a prepare quorum has answered. */
  public boolean isPrepareQuorumThere() {
    return quorums.isPrepareQuorum(reports.keySet());
  }

  /** Whether enough acceptors answered for a round to have a chance. */
  public boolean isQuorumThere() {
    return isPrepareQuorumThere() && quorums.isAcceptQuorum(reports.keySet());
  }

  /** Whether nobody is left to answer. */
  public boolean isOver() {
    return reports.size() + silent.size() >= quorums.voters().size();
  }

  private boolean isAwaited(StoreId voter) {
    return quorums.isVoter(voter) && !reports.containsKey(voter) && !silent.contains(voter);
  }

  /** What is accepted under the greatest ballot so far; a bare report if nothing is. */
  public Report greatest() {
    Report greatest = new Report.Bare(0);
    for (Report report : reports.values()) {
      greatest = report.ballot().isGreaterThan(greatest.ballot()) ? report : greatest;
    }
    return greatest;
  }

  private boolean hasAccepted(StoreId voter, Ballot ballot) {
    Report report = reports.get(voter);
    return report != null && report.ballot().equals(ballot);
  }

  /** The greatest ballot is given: so whoever holds something, holds nothing greater. */
  private boolean hasNothingGreater(StoreId voter, Ballot ballot) {
    Report report = reports.get(voter);
    boolean mayHaveForgotten =
        report instanceof Report.Bare bare && bare.floor() >= ballot.counter();
    return report != null && !mayHaveForgotten;
  }
}
