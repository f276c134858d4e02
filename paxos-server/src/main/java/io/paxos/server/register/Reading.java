package io.paxos.server.register;

import io.paxos.protocol.Key;
import io.paxos.protocol.Value;
import io.paxos.register.Versioned;
import io.paxos.server.http.Answer;
import io.paxos.server.http.Call;
import io.paxos.server.http.Endpoint;
import io.paxos.server.http.Preconditions;
import io.paxos.server.http.Problem;
import io.paxos.server.http.ProblemType;
import io.paxos.server.http.ProposerSource;
import io.paxos.server.http.Response;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * {@code GET} and {@code HEAD}: the value, linearizably.
 *
 * @param keys from a name to the key of this kind
 */
record Reading(ProposerSource proposers, Function<String, Key> keys, Duration timeout)
    implements Endpoint {
  @Override
  public Operation parse(Call call) {
    Key key = keys.apply(call.name());
    Preconditions conditions = Preconditions.of(call);
    return () ->
        proposers.use(
            proposer ->
                proposer.read(key, timeout).thenApply(current -> answer(conditions, current)));
  }

  /** RFC 9110, section 13.2.1: conditions count only where the answer would be a success. */
  private static Answer answer(Preconditions conditions, Versioned<Value> current) {
    if (current.value().isEmpty()) {
      return Problem.of(ProblemType.NO_VALUE, "nothing is written under this key")
          .withCurrent(current);
    }
    Optional<Preconditions.Unmet> unmet = conditions.unmetBy(current);
    if (unmet.equals(Optional.of(Preconditions.Unmet.IF_MATCH))) {
      return conditions.problem(current);
    }
    // A cache may keep it and has to ask each time: only so is what it answers linearizable.
    Response tagged =
        Response.of(unmet.isPresent() ? 304 : 200)
            .withRevision(current.revision())
            .with("Cache-Control", "no-cache");
    return unmet.isPresent() ? tagged : tagged.with(current.value().get()).guarded();
  }
}
