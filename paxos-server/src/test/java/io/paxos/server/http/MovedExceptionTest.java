package io.paxos.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The answer that a register is at another revision. */
class MovedExceptionTest {
  @Test
  void has_no_trace_and_no_stage_wraps_it() {
    MovedException moved = new MovedException(7);
    AtomicReference<Throwable> told = new AtomicReference<>();
    CompletionStage<Integer> failed = CompletableFuture.failedFuture(moved);
    var unused =
        failed
            .thenApply(number -> number + 1)
            .<Integer>handle(
                (number, failure) -> {
                  throw (MovedException) failure;
                })
            .thenCompose(CompletableFuture::completedFuture)
            .whenComplete((number, failure) -> told.set(failure));
    assertThat(told.get()).isSameAs(moved);
    assertThat(moved.getStackTrace()).isEmpty();
    assertThat(MovedException.in(moved)).map(MovedException::revision).hasValue(7L);
  }
}
