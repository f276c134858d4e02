package io.paxos.server.register;

import io.paxos.driver.Proposer;
import io.paxos.protocol.Key;
import io.paxos.protocol.Value;
import io.paxos.register.Change;
import io.paxos.register.Decision;
import io.paxos.register.Versioned;
import io.paxos.register.WriteOnce;
import io.paxos.server.http.Answer;
import io.paxos.server.http.KeyedRoute;
import io.paxos.server.http.Preconditions;
import io.paxos.server.http.Problem;
import io.paxos.server.http.ProblemType;
import io.paxos.server.http.ProposerSource;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** {@code /v1/switches/{key}}: empty until somebody writes it, and the same for ever after. */
public final class SwitchRoutes {
  private final ProposerSource proposers;
  private final Duration timeout;
  private final int maxValueBytes;

  /** As {@link RegisterRoutes#RegisterRoutes}. */
  public SwitchRoutes(Supplier<Optional<Proposer>> proposer, Duration timeout, int maxValueBytes) {
    this.proposers = new ProposerSource(proposer);
    this.timeout = timeout;
    this.maxValueBytes = maxValueBytes;
  }

  /** Adds the routes. */
  public void mount(Router router) {
    new KeyedRoute("/v1/switches/", Set.of())
        .onGet(new Reading(proposers, Key::writeOnce, timeout))
        .on(
            HttpMethod.PUT,
            new Putting(proposers, Key::writeOnce, new SettingOnce(), timeout, maxValueBytes))
        .mount(router);
  }

  /** The first value stays. */
  private static final class SettingOnce implements Putting.Rule {
    @Override
    public Change<Value> change(Preconditions conditions, Value value) {
      return current ->
          current.value().isPresent() || conditions.unmetBy(current).isEmpty()
              ? WriteOnce.setting(value).apply(current)
              : Decision.decline("a precondition does not hold");
    }

    /** RFC 9110, section 13.2.1: a switch that is set refuses whatever the conditions are. */
    @Override
    public Answer refused(Preconditions conditions, Versioned<Value> current) {
      return current.value().isPresent()
          ? Problem.of(ProblemType.ALREADY_SET, "the switch keeps the first value it was given")
              .withCurrent(current)
          : conditions.problem(current);
    }
  }
}
