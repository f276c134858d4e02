package io.paxos.storage.jdbc;

import io.paxos.acceptor.AcceptorRow;
import io.paxos.protocol.Accept;
import io.paxos.protocol.Ballot;
import io.paxos.protocol.Key;
import io.paxos.protocol.Prepare;
import io.paxos.protocol.Promised;
import io.paxos.protocol.RegisterState;
import io.paxos.protocol.Reply;
import io.paxos.protocol.Report;
import io.paxos.protocol.Request;
import io.paxos.protocol.Value;
import java.util.Optional;

/**
 * A request as the columns that it asks to write.
 *
 * @param promise what is promised if it is granted
 * @param proposal what is accepted if it is granted; empty for a prepare
 */
record Write(Key key, Ballot promise, Optional<Proposal> proposal) {
  /** A state and the ballot under which it is to be accepted. */
  record Proposal(Ballot ballot, RegisterState state) {}

  /**
   * @throws IllegalArgumentException if the request writes nothing
   */
  static Write of(Request<?> request) {
    if (request instanceof Prepare prepare) {
      return new Write(prepare.key(), prepare.ballot(), Optional.empty());
    }
    if (request instanceof Accept accept) {
      Proposal proposal = new Proposal(accept.ballot(), accept.state());
      return new Write(accept.key(), accept.promise(), Optional.of(proposal));
    }
    throw new IllegalArgumentException(request + " writes nothing");
  }

  /**
   * The row that it leaves behind if it is granted.
   *
   * @param reply which grants it
   */
  AcceptorRow granted(Reply reply) {
    Report report =
        proposal.isPresent()
            ? new Report.Holding(proposal.get().ballot(), proposal.get().state())
            : ((Promised) reply).report();
    return new AcceptorRow(promise, report);
  }

  boolean isPrepare() {
    return proposal.isEmpty();
  }

  /** Whether it asks for a promise above the floor: nearly always, if it asks for one. */
  boolean isPlainPrepare(long floor) {
    return isPrepare() && promise.counter() > floor;
  }

  /**
   * Whether it accepts under a ballot above the floor, and promises nothing to anybody but the
   * proposer whose ballot that is: nearly always, if it accepts.
   */
  boolean isPlainAccept(long floor) {
    return proposal
        .map(Proposal::ballot)
        .filter(ballot -> ballot.counter() > floor)
        .filter(ballot -> ballot.proposer().equals(promise.proposer()))
        .isPresent();
  }

  Optional<Ballot> ballot() {
    return proposal.map(Proposal::ballot);
  }

  Optional<RegisterState> state() {
    return proposal.map(Proposal::state);
  }

  Optional<Value> value() {
    return state().flatMap(RegisterState::value);
  }
}
