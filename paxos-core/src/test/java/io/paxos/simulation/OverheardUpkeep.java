package io.paxos.simulation;

import io.paxos.contract.ForwardingAcceptor;
import io.paxos.history.Witness;
import io.paxos.protocol.Accept;
import io.paxos.protocol.Batch;
import io.paxos.protocol.BatchReply;
import io.paxos.protocol.Collect;
import io.paxos.protocol.CollectReply;
import io.paxos.protocol.ProposerId;
import io.paxos.protocol.Scan;
import io.paxos.protocol.ScanReply;
import io.paxos.spi.Acceptor;
import java.util.concurrent.CompletionStage;

/**
 * An acceptor as those see it who look after the cluster. What they have accepted are copies of
 * what others proposed.
 */
final class OverheardUpkeep extends ForwardingAcceptor {
  private final ProposerId self;
  private final Witness witness;

  OverheardUpkeep(Acceptor acceptor, ProposerId self, Witness witness) {
    super(acceptor);
    this.self = self;
    this.witness = witness;
  }

  @Override
  public CompletionStage<BatchReply> handle(Batch batch) {
    witness.inEra(batch.era());
    batch.requests().stream()
        .filter(Accept.class::isInstance)
        .forEach(accept -> witness.copied(self, batch.store(), (Accept) accept));
    return super.handle(batch)
        .thenApply(
            reply -> {
              if (!(reply instanceof BatchReply.Handled)) {
                witness.refused(batch.store(), reply);
              }
              return reply;
            });
  }

  @Override
  public CompletionStage<ScanReply> scan(Scan scan) {
    return super.scan(scan)
        .thenApply(
            reply -> {
              if (reply instanceof ScanReply.Refused refused) {
                witness.refused(scan.store(), refused.why());
              }
              return reply;
            });
  }

  @Override
  public CompletionStage<CollectReply> collect(Collect collect) {
    return super.collect(collect)
        .thenApply(
            reply -> {
              if (reply instanceof CollectReply.Refused refused) {
                witness.refused(collect.store(), refused.why());
              }
              return reply;
            });
  }
}
