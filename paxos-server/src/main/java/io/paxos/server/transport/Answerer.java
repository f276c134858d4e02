package io.paxos.server.transport;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Answers questions of other nodes. Thread-safe. */
@FunctionalInterface
public interface Answerer {
  /** The status of a refusal of what is no question. */
  int MALFORMED = 400;

  /** Never completes exceptionally. */
  CompletionStage<Outcome> to(ByteBuffer question);

  /**
   * Answers what these bytes decode to, and refuses those that do not.
   *
   * @param decode fails with {@link MalformedMessageException}
   * @param answer never completes exceptionally
   */
  static <Q> Answerer of(
      Function<ByteBuffer, Q> decode, Function<Q, CompletionStage<Outcome>> answer) {
    return bytes -> {
      Q question;
      try {
        question = decode.apply(bytes);
      } catch (MalformedMessageException malformed) {
        return CompletableFuture.completedFuture(
            new Refused(MALFORMED, String.valueOf(malformed.getMessage())));
      }
      return answer.apply(question);
    };
  }

  /** What a question comes to. */
  sealed interface Outcome permits Answered, Refused {}

  /** There is an answer, in an array. */
  record Answered(ByteBuffer answer) implements Outcome {}

  /**
   * There is none.
   *
   * @param status of HTTP
   * @param reason for people
   */
  record Refused(int status, String reason) implements Outcome {}
}
