package io.paxos.server.acceptor;

import io.paxos.server.transport.Answerer;
import io.paxos.server.transport.Question;
import io.paxos.spi.Acceptor;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Questions of other nodes, put to this node's acceptor.
 *
 * @param acceptor empty while there is none
 */
record Answering(Supplier<Optional<Acceptor>> acceptor) {
  private static final int SILENT = 503;

  /** Never completes exceptionally. */
  CompletionStage<Answerer.Outcome> to(Question question) {
    Optional<Acceptor> present = acceptor.get();
    if (present.isEmpty()) {
      return CompletableFuture.completedFuture(
          new Answerer.Refused(SILENT, "this node has no acceptor of its own"));
    }
    return question
        .askEncoded(present.get())
        .handle(
            (answer, failed) ->
                failed == null
                    ? new Answerer.Answered(answer)
                    : new Answerer.Refused(SILENT, "the acceptor is silent"));
  }
}
