package io.paxos.driver.upkeep;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Some acceptors did not do their part in time; the work is done again, from where it stopped. */
final class UnfinishedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnfinishedException(String message) {
    super(message);
  }

  /** A stage that ends so. */
  static <T> CompletionStage<T> of(String message) {
    return CompletableFuture.failedFuture(new UnfinishedException(message));
  }
}
