package io.paxos.server.register;

import io.paxos.protocol.OperationId;
import io.paxos.protocol.Operations;
import io.paxos.protocol.Value;
import io.paxos.register.Outcome;
import io.paxos.server.http.Answer;
import io.paxos.server.http.Call;
import io.paxos.server.http.IdempotencyKey;
import io.paxos.server.http.MediaType;
import io.paxos.server.http.Preconditions;
import io.paxos.server.http.Preference;
import io.paxos.server.http.Problem;
import io.paxos.server.http.ProblemException;
import io.paxos.server.http.ProblemType;
import io.paxos.server.http.Response;
import java.util.Optional;

/**
 * What the headers of a {@code PUT} say, and how its success is answered.
 *
 * @param conditions under which it writes
 * @param operation the client's name for it
 * @param representation whether the client wants the value back
 * @param mediaType of the content
 */
record Writing(
    Preconditions conditions,
    Optional<OperationId> operation,
    boolean representation,
    String mediaType) {
  /**
   * Reads the headers.
   *
   * @throws IllegalArgumentException if one is malformed
   * @throws ProblemException if the content cannot be stored as it is
   */
  static Writing of(Call call) {
    if (!call.header("Content-Range").isEmpty()) {
      throw new IllegalArgumentException("Content-Range: a value is replaced as a whole");
    }
    for (String coding : call.header("Content-Encoding")) {
      if (!coding.strip().equalsIgnoreCase("identity")) {
        throw new ProblemException(
            Problem.of(
                ProblemType.UNSUPPORTED_CONTENT,
                "Content-Encoding: " + coding + " would not be kept; send the plain value"));
      }
    }
    return new Writing(
        Preconditions.of(call),
        IdempotencyKey.of(call),
        Preference.asksForRepresentation(call),
        MediaType.of(call));
  }

  /** The answer to a value that is in the register. */
  Answer committed(Value sent, Outcome.Committed<Value> outcome) {
    Optional<Value> first = outcome.state().value();
    if (outcome.replayed() && !first.equals(asRemembered(sent))) {
      return KeyReuse.problem(outcome.state());
    }
    boolean shown = representation && first.isPresent();
    int status = outcome.created() ? 201 : shown ? 200 : 204;
    Response response = Response.of(status).withRevision(outcome.state().revision());
    if (shown) {
      response =
          response
              .with("Preference-Applied", Preference.RETURN_REPRESENTATION)
              .with(first.get())
              .guarded();
    }
    return outcome.replayed() ? response.with(IdempotencyKey.REPLAYED, "true") : response;
  }

  /** What a register remembers of the operation that wrote this value. */
  private static Optional<Value> asRemembered(Value value) {
    return Optional.of(value).filter(one -> one.size() <= Operations.MAX_RESULT_BYTES);
  }
}
