package io.paxos.bench;

import io.paxos.protocol.Batch;
import io.paxos.protocol.BatchReply;
import io.paxos.protocol.Collect;
import io.paxos.protocol.CollectReply;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Identity;
import io.paxos.protocol.Scan;
import io.paxos.protocol.ScanReply;
import io.paxos.spi.Acceptor;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * An acceptor that answers on a thread of its own, as those behind a database or a network do.
 * Closing it closes the other one.
 */
final class ThreadedAcceptor implements Acceptor {
  private final Acceptor acceptor;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread fresh = new Thread(task, "acceptor");
            fresh.setDaemon(true);
            return fresh;
          });

  /**
   * @param acceptor answers at once
   */
  ThreadedAcceptor(Acceptor acceptor) {
    this.acceptor = acceptor;
  }

  @Override
  public CompletionStage<Identity> identify() {
    return ask(Acceptor::identify);
  }

  @Override
  public CompletionStage<BatchReply> handle(Batch batch) {
    return ask(asked -> asked.handle(batch));
  }

  @Override
  public CompletionStage<ScanReply> scan(Scan scan) {
    return ask(asked -> asked.scan(scan));
  }

  @Override
  public CompletionStage<CollectReply> collect(Collect collect) {
    return ask(asked -> asked.collect(collect));
  }

  @Override
  public CompletionStage<Identity> install(Configuration configuration) {
    return ask(asked -> asked.install(configuration));
  }

  private <T> CompletionStage<T> ask(Function<Acceptor, CompletionStage<T>> question) {
    return CompletableFuture.supplyAsync(
        () -> question.apply(acceptor).toCompletableFuture().join(), thread);
  }

  @Override
  public void close() {
    thread.shutdownNow();
    acceptor.close();
  }
}
