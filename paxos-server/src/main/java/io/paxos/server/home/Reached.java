package io.paxos.server.home;

import io.paxos.server.http.ProblemType;
import io.paxos.server.http.Response;

/** What came of a request that was passed on. */
sealed interface Reached {
  /** What this answer of the home comes to. */
  static Reached of(Response response) {
    return response.status() == ProblemType.NOT_APPLIED.status()
        ? new NotDone()
        : new Answered(response);
  }

  /** The home has answered; whatever it says is the answer. */
  record Answered(Response response) implements Reached {}

  /** The home has certainly not done it: nothing was sent, or it says so itself. */
  record NotDone() implements Reached {}

  /** It was sent, or part of it, and no answer came: the home may have done it. */
  record Lost() implements Reached {}
}
