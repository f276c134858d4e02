package io.paxos.server.acceptor;

import io.paxos.server.transport.Answerer;
import io.paxos.server.transport.MalformedMessageException;
import io.paxos.server.transport.Question;
import io.paxos.server.transport.QuestionCodec;
import io.paxos.spi.Acceptor;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Questions of other nodes, put to this node's acceptor.
 *
 * @param acceptor empty while there is none
 */
record Answering(Supplier<Optional<Acceptor>> acceptor) implements Answerer {
  private static final int MALFORMED = 400;
  private static final int SILENT = 503;

  @Override
  public CompletionStage<Outcome> to(byte[] message) {
    Question question;
    try {
      question = QuestionCodec.decode(message);
    } catch (MalformedMessageException malformed) {
      return refused(MALFORMED, String.valueOf(malformed.getMessage()));
    }
    Optional<Acceptor> present = acceptor.get();
    if (present.isEmpty()) {
      return refused(SILENT, "this node has no acceptor of its own");
    }
    return question
        .askEncoded(present.get())
        .handle(
            (answer, failed) ->
                failed == null
                    ? new Answered(Buffer.buffer(answer))
                    : new Refused(SILENT, "the acceptor is silent"));
  }

  private static CompletionStage<Outcome> refused(int status, String detail) {
    return CompletableFuture.completedFuture(new Refused(status, detail));
  }
}
