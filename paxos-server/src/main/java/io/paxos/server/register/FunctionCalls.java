package io.paxos.server.register;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.paxos.driver.Proposer;
import io.paxos.protocol.Key;
import io.paxos.protocol.OperationId;
import io.paxos.protocol.Value;
import io.paxos.register.Change;
import io.paxos.register.Decision;
import io.paxos.register.Outcome;
import io.paxos.server.http.Answer;
import io.paxos.server.http.Call;
import io.paxos.server.http.Endpoint;
import io.paxos.server.http.IdempotencyKey;
import io.paxos.server.http.MediaType;
import io.paxos.server.http.Preconditions;
import io.paxos.server.http.Problem;
import io.paxos.server.http.ProblemException;
import io.paxos.server.http.ProblemType;
import io.paxos.server.http.ProposerSource;
import io.paxos.server.http.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** {@code POST}: runs a {@link NamedFunction} where the state is, and answers with its result. */
record FunctionCalls(ProposerSource proposers, Duration timeout, int maxValueBytes)
    implements Endpoint {
  // An argument in JSON may be longer than the text it stands for: six characters for one.
  private static final int JSON_EXPANSION = 6;
  private static final int JSON_FRAME_BYTES = 256;
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  @Override
  public Operation parse(Call call) {
    Key key = Key.register(call.name());
    MediaType.requireJson(MediaType.of(call), "functions are named");
    Preconditions conditions = Preconditions.of(call);
    Optional<OperationId> operation = IdempotencyKey.of(call);
    return () ->
        proposers.use(
            proposer ->
                call.body(maxBytes(), timeout)
                    .thenApply(this::function)
                    .thenApply(function -> call.tied(change(function, conditions)))
                    .thenCompose(change -> run(proposer, key, change, conditions, operation)));
  }

  /** How long a call may be, in bytes of JSON. */
  int maxBytes() {
    return maxValueBytes * JSON_EXPANSION + JSON_FRAME_BYTES;
  }

  private static Change<Value> change(NamedFunction function, Preconditions conditions) {
    return current ->
        conditions.unmetBy(current).isEmpty()
            ? function.apply(current.value())
            : Decision.decline("a precondition does not hold");
  }

  private CompletionStage<Answer> run(
      Proposer proposer,
      Key key,
      Change<Value> change,
      Preconditions conditions,
      Optional<OperationId> operation) {
    return proposer
        .change(key, change, operation, timeout)
        .thenApply(outcome -> Outcomes.answer(outcome, FunctionCalls::result, conditions::problem));
  }

  private NamedFunction function(byte[] body) {
    try {
      JsonNode json = JSON.readTree(body);
      return NamedFunction.of(json, maxValueBytes);
    } catch (JacksonException malformed) {
      throw malformed("the body is not JSON: " + malformed.getOriginalMessage());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    } catch (IllegalArgumentException wrong) {
      throw malformed(String.valueOf(wrong.getMessage()));
    }
  }

  /** The value right after the change; a replay whose value was too long to be kept has none. */
  private static Answer result(Outcome.Committed<Value> outcome) {
    Optional<Value> value = outcome.state().value();
    int status = outcome.created() ? 201 : value.isPresent() ? 200 : 204;
    Response response = Response.of(status).withRevision(outcome.state().revision());
    if (value.isPresent()) {
      response = response.with(value.get()).guarded();
    }
    return outcome.replayed() ? response.with(IdempotencyKey.REPLAYED, "true") : response;
  }

  private static ProblemException malformed(String detail) {
    return new ProblemException(Problem.of(ProblemType.MALFORMED_REQUEST, detail));
  }
}
