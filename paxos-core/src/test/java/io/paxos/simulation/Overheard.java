package io.paxos.simulation;

import io.paxos.contract.ForwardingAcceptor;
import io.paxos.history.Witness;
import io.paxos.protocol.Batch;
import io.paxos.protocol.BatchReply;
import io.paxos.protocol.ProposerId;
import io.paxos.spi.Acceptor;
import java.util.concurrent.CompletionStage;

/** An acceptor as a proposer sees it; what goes back and forth is told. */
final class Overheard extends ForwardingAcceptor {
  private final ProposerId proposer;
  private final Witness witness;

  Overheard(Acceptor acceptor, ProposerId proposer, Witness witness) {
    super(acceptor);
    this.proposer = proposer;
    this.witness = witness;
  }

  @Override
  public CompletionStage<BatchReply> handle(Batch batch) {
    witness.inEra(batch.era());
    batch.requests().forEach(request -> witness.sent(proposer, batch.store(), request));
    return super.handle(batch)
        .thenApply(
            reply -> {
              tellReceived(batch, reply);
              return reply;
            });
  }

  private void tellReceived(Batch batch, BatchReply reply) {
    if (reply instanceof BatchReply.Handled handled) {
      for (int i = 0; i < handled.replies().size(); i++) {
        witness.received(
            proposer, batch.store(), batch.requests().get(i), handled.replies().get(i));
      }
    } else {
      witness.refused(batch.store(), reply);
    }
  }
}
