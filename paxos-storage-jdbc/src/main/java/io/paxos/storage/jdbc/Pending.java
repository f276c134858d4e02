package io.paxos.storage.jdbc;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A task and the stage on which its answer is awaited. */
record Pending<R>(Task<R> task, CompletableFuture<R> stage) {
  Pending(Task<R> task) {
    this(task, new CompletableFuture<>());
  }

  /** An answer that must not leave before its transaction is committed. */
  record Answer<R>(Supplier<R> reply, CompletableFuture<R> stage) {
    void deliver() {
      stage.complete(reply.get());
    }
  }

  Answer<R> join(Transaction transaction) {
    return new Answer<>(task.join(transaction), stage);
  }

  /** Answers with silence. */
  void fail(String reason) {
    stage.completeExceptionally(new StorageException(reason));
  }
}
