package io.paxos.server.http;

import java.util.concurrent.CompletionStage;

/** What a method does to a resource, in two steps, so that bad input is refused before anything. */
@FunctionalInterface
public interface Endpoint {
  /**
   * Judges the headers. Runs on the event loop, touches nothing.
   *
   * @throws IllegalArgumentException if the request is malformed; the message names value and rule
   * @throws ProblemException if it is refused for another reason
   */
  Operation parse(Call call);

  /** What was asked for. */
  @FunctionalInterface
  interface Operation {
    /** Does it, without blocking. A failure other than a {@link ProblemException} is ours. */
    CompletionStage<Answer> run();
  }
}
