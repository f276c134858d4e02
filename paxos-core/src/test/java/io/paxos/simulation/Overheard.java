package io.paxos.simulation;

import io.paxos.history.Witness;
import io.paxos.protocol.Batch;
import io.paxos.protocol.BatchReply;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Identity;
import io.paxos.protocol.ProposerId;
import io.paxos.protocol.Scan;
import io.paxos.protocol.ScanReply;
import io.paxos.spi.Acceptor;
import java.util.concurrent.CompletionStage;

/** An acceptor as a proposer sees it; what goes back and forth is told. */
record Overheard(Acceptor acceptor, ProposerId proposer, Witness witness) implements Acceptor {
  @Override
  public CompletionStage<Identity> identify() {
    return acceptor.identify();
  }

  @Override
  public CompletionStage<BatchReply> handle(Batch batch) {
    batch.requests().forEach(request -> witness.sent(proposer, batch.store(), request));
    return acceptor
        .handle(batch)
        .thenApply(
            reply -> {
              tellReceived(batch, reply);
              return reply;
            });
  }

  @Override
  public CompletionStage<ScanReply> scan(Scan scan) {
    return acceptor.scan(scan);
  }

  @Override
  public CompletionStage<Identity> install(Configuration configuration) {
    return acceptor.install(configuration);
  }

  @Override
  public void close() {
    acceptor.close();
  }

  private void tellReceived(Batch batch, BatchReply reply) {
    if (reply instanceof BatchReply.Handled handled) {
      for (int i = 0; i < handled.replies().size(); i++) {
        witness.received(
            proposer, batch.store(), batch.requests().get(i), handled.replies().get(i));
      }
    }
  }
}
