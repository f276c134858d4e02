package io.paxos.server.http;

import java.util.Locale;

/** The kinds of problems, each with its own {@code type}; {@code docs/http.md} explains them. */
public enum ProblemType {
  MALFORMED_REQUEST(400, "The request is malformed"),
  UNAUTHORIZED(401, "This is for whoever has the cluster's secret"),
  FORBIDDEN(403, "This is served on the loopback address only"),
  NO_VALUE(404, "There is no value"),
  NO_RESOURCE(404, "There is no such resource"),
  METHOD_NOT_ALLOWED(405, "The method is not allowed here"),
  REQUEST_TIMEOUT(408, "The body did not arrive in time"),
  ALREADY_SET(409, "The switch is already set"),
  CHANGE_UNDER_WAY(409, "Another change of membership is under way"),
  CHANGE_OVER(409, "The change of membership is over"),
  PRECONDITION_FAILED(412, "A precondition does not hold"),
  CONTENT_TOO_LARGE(413, "The value is too long"),
  UNSUPPORTED_CONTENT(415, "The content cannot be stored"),
  EXPECTATION_FAILED(417, "The expectation cannot be met"),
  INAPPLICABLE_FUNCTION(422, "The function does not apply to the value"),
  IDEMPOTENCY_KEY_REUSED(422, "The idempotency key belongs to another change"),
  CHANGE_REFUSED(422, "The change of membership breaks a rule"),
  INTERNAL_ERROR(500, "The server failed"),
  NOT_APPLIED(503, "The request was not applied"),
  UNKNOWN_OUTCOME(504, "It is not known whether the change was applied");

  private final int status;
  private final String title;

  ProblemType(int status, String title) {
    this.status = status;
    this.title = title;
  }

  public int status() {
    return status;
  }

  String title() {
    return title;
  }

  /** A relative reference that identifies the type. */
  String reference() {
    return "/problems/" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
