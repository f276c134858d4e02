package io.paxos.server.register;

import io.paxos.driver.Proposer;
import io.paxos.protocol.Key;
import io.paxos.protocol.Value;
import io.paxos.register.Change;
import io.paxos.register.Versioned;
import io.paxos.server.http.Answer;
import io.paxos.server.http.Call;
import io.paxos.server.http.Endpoint;
import io.paxos.server.http.Preconditions;
import io.paxos.server.http.ProposerSource;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * {@code PUT}: takes a value in, and writes it by the rule of this kind of resource.
 *
 * @param keys from a name to the key of this kind
 */
record Putting(
    ProposerSource proposers,
    Function<String, Key> keys,
    Rule rule,
    Duration timeout,
    int maxValueBytes)
    implements Endpoint {
  /** When a value is written, and what is said when it is not. */
  interface Rule {
    Change<Value> change(Preconditions conditions, Value value);

    Answer refused(Preconditions conditions, Versioned<Value> current);
  }

  @Override
  public Operation parse(Call call) {
    Key key = keys.apply(call.name());
    Writing writing = Writing.of(call);
    return () ->
        proposers.use(
            proposer ->
                call.body(maxValueBytes, timeout)
                    .thenApply(bytes -> Value.of(bytes, writing.mediaType()))
                    .thenCompose(
                        value ->
                            write(
                                proposer, key, call.tied(change(writing, value)), writing, value)));
  }

  private Change<Value> change(Writing writing, Value value) {
    return rule.change(writing.conditions(), value);
  }

  private CompletionStage<Answer> write(
      Proposer proposer, Key key, Change<Value> change, Writing writing, Value value) {
    Preconditions conditions = writing.conditions();
    return proposer
        .change(key, change, writing.operation(), timeout)
        .thenApply(
            outcome ->
                Outcomes.answer(
                    outcome,
                    committed -> writing.committed(value, committed),
                    current -> rule.refused(conditions, current)));
  }
}
