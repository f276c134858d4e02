package io.paxos.checker;

import io.paxos.acceptor.AcceptorRow;
import io.paxos.protocol.Accepted;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Member;
import io.paxos.protocol.Promised;
import io.paxos.protocol.Reply;
import io.paxos.protocol.Request;
import io.paxos.protocol.StoreId;
import java.util.Optional;

/**
 * Who promises or accepts in an era has a vote in it, or accepts a copy because it is about to get
 * one; who has left has none for ever (rules M1, M2, and M6).
 */
public final class OnlyMembersVote implements Checker {
  private final Findings.Finding finding;
  private final Traces traces;

  OnlyMembersVote(Findings findings, Traces traces) {
    this.finding = findings.of(OnlyMembersVote.class);
    this.traces = traces;
  }

  @Override
  public void replied(StoreId store, Request<?> request, Reply reply, AcceptorRow durable) {
    if (reply instanceof Promised || reply instanceof Accepted) {
      AcceptQuorums quorums = traces.eras().quorums(traces.era());
      boolean votes = quorums != null && (quorums.everybody() & traces.store()) != 0;
      if (!votes && !isGivenCopies(store, reply)) {
        finding.report(
            "store %s answers %s in era %d with %s, and has no vote: %s"
                .formatted(
                    store,
                    request,
                    traces.era(),
                    reply,
                    traces.eras().configuration(traces.era())));
      }
    }
  }

  private boolean isGivenCopies(StoreId store, Reply reply) {
    Configuration present = traces.eras().configuration(traces.era());
    return reply instanceof Accepted
        && present != null
        && present.stage() == Configuration.Stage.COPYING
        && present.joiners().stream().map(Member::store).anyMatch(store::equals);
  }

  @Override
  public Optional<String> violation() {
    return finding.violation();
  }
}
