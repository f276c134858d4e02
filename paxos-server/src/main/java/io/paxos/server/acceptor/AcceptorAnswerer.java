package io.paxos.server.acceptor;

import io.paxos.server.transport.Answerer;
import io.paxos.server.transport.Question;
import io.paxos.server.transport.QuestionCodec;
import io.paxos.spi.Acceptor;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Puts the questions of other nodes to this node's acceptor. Thread-safe. */
public final class AcceptorAnswerer implements Answerer {
  private static final int SILENT = 503;

  private final Supplier<Optional<Acceptor>> acceptor;
  private final Answerer decoding = Answerer.of(QuestionCodec::decode, this::ask);

  /**
   * One for an acceptor.
   *
   * @param acceptor empty while there is none
   */
  public AcceptorAnswerer(Supplier<Optional<Acceptor>> acceptor) {
    this.acceptor = acceptor;
  }

  @Override
  public CompletionStage<Outcome> to(ByteBuffer question) {
    return decoding.to(question);
  }

  private CompletionStage<Outcome> ask(Question question) {
    Optional<Acceptor> present = acceptor.get();
    if (present.isEmpty()) {
      return CompletableFuture.completedFuture(
          new Refused(SILENT, "this node has no acceptor of its own"));
    }
    return question
        .askEncoded(present.get())
        .handle(
            (answer, failed) ->
                failed == null
                    ? new Answered(answer)
                    : new Refused(SILENT, "the acceptor is silent"));
  }
}
