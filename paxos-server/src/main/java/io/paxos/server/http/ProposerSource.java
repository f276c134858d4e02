package io.paxos.server.http;

import io.paxos.driver.Proposer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Where requests find the proposer, which does not exist before the cluster has formed.
 *
 * @param current asked with every request
 */
public record ProposerSource(Supplier<Optional<Proposer>> current) {
  /** What this comes to with the proposer; before there is one, that nothing was applied. */
  public CompletionStage<Answer> use(Function<Proposer, CompletionStage<Answer>> work) {
    return current.get().map(work).orElseGet(ProposerSource::notFormed);
  }

  private static CompletionStage<Answer> notFormed() {
    return CompletableFuture.completedFuture(
        Problem.notApplied("the cluster has not formed: not all of its seeds have met yet"));
  }
}
