package io.paxos.checker;

import io.paxos.acceptor.AcceptorRow;
import io.paxos.protocol.Accept;
import io.paxos.protocol.Accepted;
import io.paxos.protocol.Ballot;
import io.paxos.protocol.Conflict;
import io.paxos.protocol.Key;
import io.paxos.protocol.Prepare;
import io.paxos.protocol.Promised;
import io.paxos.protocol.ReadReply;
import io.paxos.protocol.RegisterState;
import io.paxos.protocol.Reply;
import io.paxos.protocol.Report;
import io.paxos.protocol.Request;
import io.paxos.protocol.StoreId;
import java.util.Optional;

/**
 * Whatever a reply says is on the disk when it leaves, and a read writes nothing (rules R1, R2, and
 * R6).
 */
public final class PersistedBeforeReply implements Checker {
  private final Findings.Finding finding;
  private final Traces traces;

  PersistedBeforeReply(Findings findings, Traces traces) {
    this.finding = findings.of(PersistedBeforeReply.class);
    this.traces = traces;
  }

  @Override
  public void persisted(StoreId store, Key key, AcceptorRow row) {
    if (row.promised().isZero()) {
      finding.report(
          "%s: store %s has written a row in which nothing is promised".formatted(key, store));
    }
  }

  @Override
  public void replied(StoreId store, Request<?> request, Reply reply, AcceptorRow durable) {
    if (!isCovered(request, reply, durable) && !isForgotten(request, reply, durable)) {
      finding.report(
          "store %s answers %s with %s, but on its disk is %s"
              .formatted(store, request, reply, durable));
    }
    if (reply instanceof ReadReply && !isSame(durable, traces.disk().row())) {
      finding.report(
          "%s: store %s had %s on its disk before a read and has %s after it"
              .formatted(request.key(), store, traces.disk().row(), durable));
    }
  }

  /** In the same commit the row was forgotten, and the floor stands in for it. */
  private boolean isForgotten(Request<?> request, Reply reply, AcceptorRow durable) {
    if (!traces.disk().wasForgotten() || !(durable.report() instanceof Report.Bare bare)) {
      return false;
    }
    long told = 0;
    if (reply instanceof Promised && request instanceof Prepare prepare) {
      told = prepare.ballot().counter();
    } else if (reply instanceof Accepted && request instanceof Accept accept) {
      told = Math.max(accept.promise().counter(), accept.state().revision());
    } else if (reply instanceof Conflict conflict) {
      told = Math.max(conflict.seen().counter(), conflict.floor());
    }
    return told > 0 && told <= bare.floor();
  }

  private static boolean isCovered(Request<?> request, Reply reply, AcceptorRow durable) {
    if (reply instanceof Promised promised) {
      return request instanceof Prepare prepare
          && isPromised(prepare.ballot(), durable)
          && isReported(promised.report(), durable);
    }
    if (reply instanceof Accepted) {
      return request instanceof Accept accept
          && isPromised(accept.promise(), durable)
          && isAccepted(accept.ballot(), accept.state(), durable.report());
    }
    if (reply instanceof ReadReply read) {
      return isPromised(read.promised(), durable) && isReported(read.report(), durable);
    }
    Conflict conflict = (Conflict) reply;
    return isPromised(conflict.seen(), durable)
        && (!(durable.report() instanceof Report.Bare bare) || conflict.floor() <= bare.floor());
  }

  private static boolean isPromised(Ballot ballot, AcceptorRow durable) {
    return !ballot.isGreaterThan(durable.promised());
  }

  private static boolean isReported(Report told, AcceptorRow durable) {
    return !(told instanceof Report.Holding holding)
        || isAccepted(holding.ballot(), holding.state(), durable.report());
  }

  /** Another accept may have followed in the same commit. */
  private static boolean isAccepted(Ballot ballot, RegisterState state, Report durable) {
    if (!(durable instanceof Report.Holding holding)) {
      return false;
    }
    return ballot.equals(holding.ballot())
        ? state.equals(holding.state())
        : holding.ballot().isGreaterThan(ballot);
  }

  private static boolean isSame(AcceptorRow left, AcceptorRow right) {
    return left.promised().equals(right.promised())
        && left.report().ballot().equals(right.report().ballot());
  }

  @Override
  public Optional<String> violation() {
    return finding.violation();
  }
}
