package io.paxos.checker;

import io.paxos.protocol.ProposerId;
import io.paxos.protocol.Request;
import io.paxos.protocol.StoreId;
import java.util.Optional;

/**
 * A round belongs to its era and dies with it, and so does a promise that was got with an accept
 * (rules M2 and R3): whatever is sent under a ballot is sent in one era.
 */
public final class OneEraPerBallot implements Checker {
  private final Findings.Finding finding;
  private final Traces traces;

  OneEraPerBallot(Findings findings, Traces traces) {
    this.finding = findings.of(OneEraPerBallot.class);
    this.traces = traces;
  }

  @Override
  public void sent(ProposerId from, StoreId to, Request<?> request) {
    RoundTrace round = traces.round();
    if (round != null && round.era() != traces.era()) {
      finding.report(
          "%s belongs to era %d, and is sent in era %d"
              .formatted(round, round.era(), traces.era()));
    }
  }

  @Override
  public Optional<String> violation() {
    return finding.violation();
  }
}
