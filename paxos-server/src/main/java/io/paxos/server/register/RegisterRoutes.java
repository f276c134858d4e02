package io.paxos.server.register;

import io.paxos.driver.Proposer;
import io.paxos.protocol.Key;
import io.paxos.protocol.OperationId;
import io.paxos.protocol.Value;
import io.paxos.register.Change;
import io.paxos.register.Decision;
import io.paxos.register.Outcome;
import io.paxos.register.Versioned;
import io.paxos.server.home.Placement;
import io.paxos.server.http.Answer;
import io.paxos.server.http.Call;
import io.paxos.server.http.Endpoint;
import io.paxos.server.http.IdempotencyKey;
import io.paxos.server.http.KeyedRoute;
import io.paxos.server.http.Preconditions;
import io.paxos.server.http.Problem;
import io.paxos.server.http.ProblemType;
import io.paxos.server.http.ProposerSource;
import io.paxos.server.http.Response;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** {@code /v1/registers/{key}}: read, write, compare-and-set, change by a function, delete. */
public final class RegisterRoutes {
  private final ProposerSource proposers;
  private final Duration timeout;
  private final int maxValueBytes;
  private final Placement placement;

  /**
   * Routes that are not mounted yet.
   *
   * @param proposer empty until the cluster has formed
   * @param timeout after which an operation is answered as well as can be known
   * @param maxValueBytes a longer value is refused before any protocol step
   * @param placement where requests of clients are served
   */
  public RegisterRoutes(
      Supplier<Optional<Proposer>> proposer,
      Duration timeout,
      int maxValueBytes,
      Placement placement) {
    this.proposers = new ProposerSource(proposer);
    this.timeout = timeout;
    this.maxValueBytes = maxValueBytes;
    this.placement = placement;
  }

  /** Adds the routes. */
  public void mount(Router router) {
    route(placement).mount(router);
  }

  /** The same resources, each request served here. */
  public KeyedRoute here() {
    return route(Placement.HERE);
  }

  private KeyedRoute route(Placement placed) {
    Endpoint reading = new Reading(proposers, Key::register, timeout);
    Endpoint putting =
        new Putting(proposers, Key::register, new Overwriting(), timeout, maxValueBytes);
    FunctionCalls functions = new FunctionCalls(proposers, timeout, maxValueBytes);
    return new KeyedRoute("/v1/registers/", Set.of())
        .onGet(placed.of(reading, maxValueBytes))
        .on(HttpMethod.PUT, placed.of(putting, maxValueBytes))
        .on(HttpMethod.POST, placed.of(functions, functions.maxBytes()))
        .on(HttpMethod.DELETE, placed.of(this::delete, maxValueBytes));
  }

  private Endpoint.Operation delete(Call call) {
    Key key = Key.register(call.name());
    Preconditions conditions = Preconditions.of(call);
    Optional<OperationId> operation = IdempotencyKey.of(call);
    Change<Value> change = call.tied(deleting(conditions));
    return () ->
        proposers.use(
            proposer ->
                proposer
                    .change(key, change, operation, timeout)
                    .thenApply(outcome -> answer(outcome, conditions)));
  }

  private static Change<Value> deleting(Preconditions conditions) {
    return current ->
        conditions.unmetBy(current).isEmpty() && current.value().isPresent()
            ? Decision.delete()
            : Decision.decline("nothing to delete under these conditions");
  }

  private static Answer answer(Outcome<Value> outcome, Preconditions conditions) {
    return Outcomes.answer(
        outcome, RegisterRoutes::deleted, current -> notDeleted(conditions, current));
  }

  private static Answer deleted(Outcome.Committed<Value> outcome) {
    boolean wasWrite = outcome.created() || outcome.state().value().isPresent();
    if (wasWrite) {
      return KeyReuse.problem(outcome.state());
    }
    Response response = Response.of(204);
    return outcome.replayed() ? response.with(IdempotencyKey.REPLAYED, "true") : response;
  }

  /** A client that compares wants to hear that it lost, also where there is nothing any more. */
  private static Problem notDeleted(Preconditions conditions, Versioned<Value> current) {
    return conditions.unmetBy(current).isPresent()
        ? conditions.problem(current)
        : Problem.of(ProblemType.NO_VALUE, "there is nothing to delete under this key")
            .withCurrent(current);
  }

  /** A plain write, under the conditions of the request. */
  private static final class Overwriting implements Putting.Rule {
    @Override
    public Change<Value> change(Preconditions conditions, Value value) {
      return current ->
          conditions.unmetBy(current).isEmpty()
              ? Decision.write(value)
              : Decision.decline("a precondition does not hold");
    }

    @Override
    public Answer refused(Preconditions conditions, Versioned<Value> current) {
      return conditions.problem(current);
    }
  }
}
