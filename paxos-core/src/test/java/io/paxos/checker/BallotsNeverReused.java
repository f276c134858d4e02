package io.paxos.checker;

import io.paxos.protocol.Accept;
import io.paxos.protocol.Prepare;
import io.paxos.protocol.ProposerId;
import io.paxos.protocol.Request;
import io.paxos.protocol.StoreId;
import java.util.Optional;

/**
 * A ballot is begun once, by its own proposer, for one register: by a prepare, or by the accept
 * before that had it promised, not by both. For one register a proposer's ballots grow.
 *
 * <p>One prepare may be under way to several stores, and to one store again if it had to install
 * the configuration first, together with the accept that had joined it. That those which wait for a
 * slow store leave later is no second use.
 */
public final class BallotsNeverReused implements Checker {
  private final Findings.Finding finding;
  private final Traces traces;

  BallotsNeverReused(Findings findings, Traces traces) {
    this.finding = findings.of(BallotsNeverReused.class);
    this.traces = traces;
  }

  /** Asked before the start becomes part of what was seen. */
  @Override
  public void started(String node, ProposerId proposer) {
    if (traces.wasStarted(proposer)) {
      finding.report("node %s starts as %s, which is not new".formatted(node, proposer));
    }
  }

  @Override
  public void sent(ProposerId from, StoreId to, Request<?> request) {
    RoundTrace round = traces.round();
    if (round == null) {
      return;
    }
    if (!round.proposer().id().equals(from)) {
      finding.report("%s is used by %s".formatted(round, from));
    }
    if (request instanceof Prepare prepare) {
      prepare(round, prepare);
    } else if (request instanceof Accept accept) {
      accept(round, accept);
    }
  }

  private void prepare(RoundTrace round, Prepare prepare) {
    requireFresh(round);
    long store = traces.store();
    if (round.wasNext()) {
      finding.report("%s is prepared, but an accept had it promised".formatted(round));
    }
    boolean sentBefore = round.wasPrepareSentTo(store);
    boolean isTheSame = round.prepareWith(prepare);
    if (round.wasAcceptSentTo(store) && !(isTheSame && sentBefore)) {
      finding.report("%s is prepared after its proposal".formatted(round));
    }
    if (!isTheSame && sentBefore) {
      finding.report("%s is prepared a second time".formatted(round));
    }
    round.sendPrepareTo(store);
  }

  private void accept(RoundTrace round, Accept accept) {
    if (!round.wasPrepared() && !round.wasNext()) {
      finding.report("%s is proposed, but nobody was asked to promise it".formatted(round));
    }
    round.sendAcceptTo(traces.store());
    if (accept.next().isPresent()) {
      RoundTrace next = traces.round(accept.next().get());
      requireFresh(next);
      if (next.wasPrepared()) {
        finding.report("%s is to be promised by an accept, but was prepared".formatted(next));
      }
      next.becomeNext();
      next.belongTo(traces.era());
    }
  }

  private void requireFresh(RoundTrace round) {
    if (round.elsewhere() != null) {
      finding.report("%s was used for %s too".formatted(round, round.elsewhere()));
    }
    if (!round.isAscending()) {
      finding.report("%s is used after a greater ballot of the same proposer".formatted(round));
    }
  }

  @Override
  public Optional<String> violation() {
    return finding.violation();
  }
}
