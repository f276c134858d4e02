package io.paxos.server.wire;

import io.paxos.protocol.Batch;
import io.paxos.protocol.BatchReply;
import io.paxos.protocol.Collect;
import io.paxos.protocol.CollectReply;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Identity;
import io.paxos.protocol.Scan;
import io.paxos.protocol.ScanReply;
import io.paxos.spi.Acceptor;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Whoever is at an address when it is asked; nobody may be. */
final class Located implements Acceptor {
  private final Supplier<@Nullable MoodyAcceptor> place;

  Located(Supplier<@Nullable MoodyAcceptor> place) {
    this.place = place;
  }

  @Override
  public CompletionStage<Identity> identify() {
    return ask(Acceptor::identify);
  }

  @Override
  public CompletionStage<BatchReply> handle(Batch batch) {
    return ask(acceptor -> acceptor.handle(batch));
  }

  @Override
  public CompletionStage<ScanReply> scan(Scan scan) {
    return ask(acceptor -> acceptor.scan(scan));
  }

  @Override
  public CompletionStage<CollectReply> collect(Collect collect) {
    return ask(acceptor -> acceptor.collect(collect));
  }

  @Override
  public CompletionStage<Identity> install(Configuration configuration) {
    return ask(acceptor -> acceptor.install(configuration));
  }

  @Override
  public void close() {}

  private <T> CompletionStage<T> ask(Function<Acceptor, CompletionStage<T>> question) {
    MoodyAcceptor there = place.get();
    return there == null
        ? CompletableFuture.failedFuture(new IOException("connection refused"))
        : question.apply(there);
  }
}
