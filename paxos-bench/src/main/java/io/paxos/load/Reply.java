package io.paxos.load;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;

/** A server's answer. */
record Reply(int status, Optional<String> entityTag, Buffer body) {
  private static final int OK = 200;
  private static final int FIRST_REDIRECTION = 300;

  boolean isSuccess() {
    return status >= OK && status < FIRST_REDIRECTION;
  }

  /**
   * The body as an object.
   *
   * @throws DecodeException if it is none
   */
  JsonObject json() {
    return new JsonObject(body);
  }

  /** What this answer is counted as when it is not one that it should have been. */
  Verdict failure() {
    JsonObject problem = problem();
    String type = String.valueOf(problem.getValue("type", ""));
    String suffix = type.isEmpty() ? "" : " " + type.substring(type.lastIndexOf('/') + 1);
    Object detail = problem.getValue("detail", problem.getValue("error", ""));
    return Verdict.failed("HTTP " + status + suffix, String.valueOf(detail));
  }

  private JsonObject problem() {
    try {
      return json();
    } catch (DecodeException | ClassCastException notAnObject) {
      return new JsonObject(Map.of());
    }
  }
}
