package io.paxos.server.cluster;

import io.paxos.driver.Proposer;
import io.paxos.protocol.Batch;
import io.paxos.protocol.BatchReply;
import io.paxos.protocol.Collect;
import io.paxos.protocol.CollectReply;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Identity;
import io.paxos.protocol.Scan;
import io.paxos.protocol.ScanReply;
import io.paxos.spi.Acceptor;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * A node's own acceptor as other nodes are served by it: what they propose is overheard by the
 * node's proposer, which then does not try promises that they have outbid.
 */
record OverheardAcceptor(Acceptor acceptor, Supplier<Optional<Proposer>> proposer)
    implements Acceptor {
  @Override
  public CompletionStage<BatchReply> handle(Batch batch) {
    proposer.get().ifPresent(own -> batch.requests().forEach(own::overhear));
    return acceptor.handle(batch);
  }

  @Override
  public CompletionStage<Identity> identify() {
    return acceptor.identify();
  }

  @Override
  public CompletionStage<ScanReply> scan(Scan scan) {
    return acceptor.scan(scan);
  }

  @Override
  public CompletionStage<CollectReply> collect(Collect collect) {
    return acceptor.collect(collect);
  }

  @Override
  public CompletionStage<Identity> install(Configuration configuration) {
    return acceptor.install(configuration);
  }

  @Override
  public void close() {
    acceptor.close();
  }
}
