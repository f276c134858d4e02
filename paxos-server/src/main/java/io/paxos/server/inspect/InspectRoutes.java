package io.paxos.server.inspect;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paxos.driver.Inspection;
import io.paxos.driver.Proposer;
import io.paxos.protocol.Key;
import io.paxos.protocol.Value;
import io.paxos.server.http.Answer;
import io.paxos.server.http.Call;
import io.paxos.server.http.Endpoint;
import io.paxos.server.http.KeyedRoute;
import io.paxos.server.http.ProposerSource;
import io.paxos.server.http.Response;
import io.vertx.ext.web.Router;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * {@code /v1/inspect/{key}}: what each acceptor holds. Not linearizable: one answer per acceptor.
 */
public final class InspectRoutes {
  private final ProposerSource proposers;
  private final Duration patience;

  /**
   * Routes that are not mounted yet.
   *
   * @param proposer empty until the cluster has formed
   * @param patience how long a silent acceptor is waited for
   */
  public InspectRoutes(Supplier<Optional<Proposer>> proposer, Duration patience) {
    this.proposers = new ProposerSource(proposer);
    this.patience = patience;
  }

  /** Adds the route. */
  public void mount(Router router) {
    new KeyedRoute("/v1/inspect/", Set.of("kind")).onGet(this::inspect).mount(router);
  }

  private Endpoint.Operation inspect(Call call) {
    String kind = call.query().getOrDefault("kind", "register");
    Key key = key(kind, call.name());
    return () ->
        proposers.use(
            proposer ->
                proposer
                    .inspect(key, patience)
                    .thenApply(found -> answer(kind, key, proposer.configuration().era(), found)));
  }

  private static Key key(String kind, String name) {
    return switch (kind) {
      case "register" -> Key.register(name);
      case "switch" -> Key.writeOnce(name);
      default ->
          throw new IllegalArgumentException(
              "kind \"" + kind + "\" is neither register nor switch");
    };
  }

  private static Answer answer(String kind, Key key, long era, List<Inspection> found) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("key", key.name());
    json.put("kind", kind);
    json.put("era", era);
    ArrayNode acceptors = json.putArray("acceptors");
    found.forEach(one -> acceptors.add(AcceptorJson.of(one)));
    byte[] bytes = json.toString().getBytes(StandardCharsets.UTF_8);
    return Response.of(200)
        .with("Cache-Control", "no-store")
        .with(Value.of(bytes, "application/json"));
  }
}
