package io.paxos.server.membership;

import io.paxos.driver.upkeep.Membership;
import io.paxos.protocol.Configuration;
import io.paxos.server.cluster.Upkeep;
import io.paxos.server.http.Answer;
import io.paxos.server.http.Call;
import io.paxos.server.http.Endpoint;
import io.paxos.server.http.KeyedRoute;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** {@code /v1/cluster} and the changes of membership below it. */
public final class ClusterRoutes {
  private final ClusterSource source;
  private final AdminAccess access;
  private final Duration timeout;

  /**
   * Routes that are not mounted yet.
   *
   * @param timeout the longest silence of a client that sends a body
   */
  public ClusterRoutes(ClusterSource source, AdminAccess access, Duration timeout) {
    this.source = source;
    this.access = access;
    this.timeout = timeout;
  }

  /** Adds the routes. */
  public void mount(Router router) {
    KeyedRoute.exactly("/v1/cluster").onGet(call -> this::cluster).mount(router);
    KeyedRoute.exactly(ChangePath.ALL)
        .on(HttpMethod.POST, new Beginning(source, access, timeout))
        .mount(router);
    new KeyedRoute(ChangePath.ALL + "/", Set.of())
        .onGet(this::change)
        .on(HttpMethod.DELETE, new TurningBack(source, access))
        .mount(router);
  }

  /** What this node sees: it needs no quorum. */
  private CompletionStage<Answer> cluster() {
    Optional<Upkeep> upkeep = source.upkeep().get();
    if (upkeep.isEmpty()) {
      return CompletableFuture.completedFuture(
          ClusterJson.response(200, ClusterJson.notFormed(source)));
    }
    return upkeep
        .get()
        .lookout()
        .look()
        .thenApply(sight -> ClusterJson.response(200, ClusterJson.formed(source, sight)));
  }

  private Endpoint.Operation change(Call call) {
    long era = ChangePath.parse(call.name());
    return () -> source.formed().membership().status().thenApply(status -> shown(era, status));
  }

  private static Answer shown(long era, Membership.Status status) {
    Configuration now = status.configuration();
    Refusals.requirePast(era, now);
    return ClusterJson.response(
        200,
        ChangePath.leadsTo(era, now)
            ? ClusterJson.change(now, Optional.of(status))
            : ClusterJson.over(era, now));
  }
}
