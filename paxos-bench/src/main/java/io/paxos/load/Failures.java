package io.paxos.load;

import io.vertx.core.VertxException;
import io.vertx.core.json.DecodeException;
import java.io.IOException;
import java.net.ConnectException;
import java.util.concurrent.TimeoutException;

/** What a request that got no answer is counted as. */
final class Failures {
  private Failures() {}

  static Verdict verdict(Throwable failure) {
    String detail = String.valueOf(failure.getMessage());
    if (failure instanceof ConnectException) {
      return Verdict.failed("no connection", detail);
    }
    if (failure instanceof TimeoutException) {
      return Verdict.failed("timeout", detail);
    }
    if (failure instanceof DecodeException || failure instanceof ClassCastException) {
      return Verdict.failed("not understood", detail);
    }
    if (failure instanceof IOException || failure instanceof VertxException) {
      return Verdict.failed("connection lost", detail);
    }
    return Verdict.failed(failure.getClass().getSimpleName(), detail);
  }
}
