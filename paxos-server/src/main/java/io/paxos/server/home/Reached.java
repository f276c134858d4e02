package io.paxos.server.home;

import io.paxos.server.http.Response;

/** What came of a request that was passed on. */
sealed interface Reached {
  /** The home has answered; whatever it says is the answer. */
  record Answered(Response response) implements Reached {}

  /** Nothing was sent: the home has certainly not heard of it. */
  record NotSent() implements Reached {}

  /** It was sent, or part of it, and no answer came: the home may have done it. */
  record Lost() implements Reached {}
}
