package io.paxos.storage.jdbc;

import java.util.Optional;
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

  /** As {@link #join}, if the task needs nothing but an agenda. */
  Optional<Answer<R>> joinRequests(Agenda agenda) {
    return task.joinRequests(agenda).map(reply -> new Answer<>(reply, stage));
  }

  /** Answers with silence. */
  void fail(String reason) {
    stage.completeExceptionally(new StorageException(reason));
  }
}
