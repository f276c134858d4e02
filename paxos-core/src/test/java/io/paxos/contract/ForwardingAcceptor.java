package io.paxos.contract;

import io.paxos.protocol.Batch;
import io.paxos.protocol.BatchReply;
import io.paxos.protocol.Collect;
import io.paxos.protocol.CollectReply;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Identity;
import io.paxos.protocol.Scan;
import io.paxos.protocol.ScanReply;
import io.paxos.spi.Acceptor;
import java.util.concurrent.CompletionStage;

/** Passes everything on to another acceptor; who extends it changes what is to be different. */
public class ForwardingAcceptor implements Acceptor {
  private final Acceptor acceptor;

  protected ForwardingAcceptor(Acceptor acceptor) {
    this.acceptor = acceptor;
  }

  @Override
  public CompletionStage<Identity> identify() {
    return acceptor.identify();
  }

  @Override
  public CompletionStage<BatchReply> handle(Batch batch) {
    return acceptor.handle(batch);
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
