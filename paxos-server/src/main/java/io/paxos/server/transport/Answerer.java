package io.paxos.server.transport;

import io.vertx.core.buffer.Buffer;
import java.util.concurrent.CompletionStage;

/** Answers questions of other nodes. Thread-safe. */
@FunctionalInterface
public interface Answerer {
  /** Never completes exceptionally. */
  CompletionStage<Outcome> to(byte[] question);

  /** What a question comes to. */
  sealed interface Outcome permits Answered, Refused {}

  /** There is an answer. */
  record Answered(Buffer answer) implements Outcome {}

  /**
   * There is none.
   *
   * @param status of HTTP
   * @param reason for people
   */
  record Refused(int status, String reason) implements Outcome {}
}
