package io.paxos.server.wire;

import io.paxos.acceptor.MemoryAcceptor;
import io.paxos.contract.ForwardingAcceptor;
import io.paxos.protocol.Accept;
import io.paxos.protocol.Batch;
import io.paxos.protocol.BatchReply;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Identity;
import io.paxos.protocol.Scan;
import io.paxos.protocol.ScanReply;
import io.paxos.protocol.StoreId;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** An acceptor in memory that can be told to fall silent, and counts what it is asked. */
public final class MoodyAcceptor extends ForwardingAcceptor {
  /** What it does with questions. */
  public enum Mood {
    ANSWERS,
    /** Requests do not arrive. */
    DEAF,
    /** Accepts are decided and made durable; their replies are lost. */
    MUTE_ON_ACCEPT
  }

  private final AtomicLong batches = new AtomicLong();
  private final Queue<CompletableFuture<BatchReply>> silences = new ConcurrentLinkedQueue<>();
  private volatile Mood mood = Mood.ANSWERS;

  MoodyAcceptor(StoreId store) {
    super(new MemoryAcceptor(store));
  }

  /** Behaves like this from now on. Whoever still waits for a reply loses the connection. */
  public void become(Mood newMood) {
    mood = newMood;
    for (var silence = silences.poll(); silence != null; silence = silences.poll()) {
      silence.completeExceptionally(new IOException("connection reset"));
    }
  }

  /** How many batches arrived. */
  public long batches() {
    return batches.get();
  }

  @Override
  public CompletionStage<BatchReply> handle(Batch batch) {
    batches.incrementAndGet();
    if (mood == Mood.DEAF) {
      return silence();
    }
    CompletionStage<BatchReply> reply = super.handle(batch);
    boolean lost =
        mood == Mood.MUTE_ON_ACCEPT
            && batch.requests().stream().anyMatch(request -> request instanceof Accept);
    return lost ? silence() : reply;
  }

  @Override
  public CompletionStage<Identity> identify() {
    return mood == Mood.DEAF
        ? CompletableFuture.failedFuture(new IOException("connection refused"))
        : super.identify();
  }

  @Override
  public CompletionStage<ScanReply> scan(Scan scan) {
    return mood == Mood.DEAF
        ? CompletableFuture.failedFuture(new IOException("connection refused"))
        : super.scan(scan);
  }

  @Override
  public CompletionStage<Identity> install(Configuration configuration) {
    return mood == Mood.DEAF
        ? CompletableFuture.failedFuture(new IOException("connection refused"))
        : super.install(configuration);
  }

  private CompletionStage<BatchReply> silence() {
    CompletableFuture<BatchReply> silence = new CompletableFuture<>();
    silences.add(silence);
    return silence;
  }
}
