package io.paxos.register;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Waits for a stage on behalf of the blocking faces. */
final class Blocking {
  private Blocking() {}

  /** Returns what the stage completes with, or throws what it fails with. */
  static <R> R await(CompletionStage<R> stage) {
    try {
      return stage.toCompletableFuture().join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw failed;
    }
  }
}
