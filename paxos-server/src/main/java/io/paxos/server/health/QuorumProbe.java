package io.paxos.server.health;

import io.paxos.driver.Proposer;
import io.paxos.protocol.Key;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Reads the configuration register, which needs a quorum and nothing else. An answer is good for a
 * second, so that many probes cost no more than one. Thread-safe.
 */
final class QuorumProbe {
  /** Below the second that probes usually wait. */
  private static final Duration TIMEOUT = Duration.ofMillis(800);

  private static final Duration GOOD_FOR = Duration.ofSeconds(1);

  private final Supplier<Optional<Proposer>> proposer;
  private final LongSupplier nanoTime;
  private Optional<CompletableFuture<Boolean>> last = Optional.empty();
  private long askedAt;

  QuorumProbe(Supplier<Optional<Proposer>> proposer, LongSupplier nanoTime) {
    this.proposer = proposer;
    this.nanoTime = nanoTime;
  }

  /** Completes with false when no quorum answers, or there is no proposer yet. */
  CompletionStage<Boolean> ask() {
    return proposer
        .get()
        .<CompletionStage<Boolean>>map(this::ask)
        .orElse(CompletableFuture.completedFuture(false));
  }

  private synchronized CompletionStage<Boolean> ask(Proposer present) {
    long now = nanoTime.getAsLong();
    if (last.isPresent() && now - askedAt < GOOD_FOR.toNanos()) {
      return last.get();
    }
    CompletableFuture<Boolean> asked = read(present);
    askedAt = now;
    last = Optional.of(asked);
    return asked;
  }

  private static CompletableFuture<Boolean> read(Proposer proposer) {
    return proposer
        .read(Key.CONFIGURATION, TIMEOUT)
        .handle((value, failed) -> failed == null)
        .toCompletableFuture();
  }
}
