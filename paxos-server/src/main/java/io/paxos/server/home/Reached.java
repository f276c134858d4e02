package io.paxos.server.home;

import io.paxos.server.http.Response;
import io.vertx.core.Future;

/** What came of a request that was passed on. */
sealed interface Reached {
  /** The home has answered; whatever it says is the answer. */
  record Answered(Response response) implements Reached {}

  /** The home has certainly not done it: nothing was sent, or it says so itself. */
  record NotDone() implements Reached {}

  /** It was tied to another revision than this one; the home has certainly not done it. */
  record Moved(long revision) implements Reached {}

  /**
   * It was sent, or part of it, and no answer came: the home may have done it.
   *
   * @param late fails if none comes
   */
  record Lost(Future<Reached> late) implements Reached {}
}
