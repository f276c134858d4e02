package io.paxos.server.http;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.CompletableFuture;

/** Answers for what nothing else under {@code /v1} serves. */
public final class UnknownPaths {
  /** Adds the route, behind every other. */
  public void mount(Router router) {
    router.route().last().handler(this::handle);
  }

  private void handle(RoutingContext routing) {
    String path = routing.request().path();
    if (path != null && (path.equals("/v1") || path.startsWith("/v1/"))) {
      new Exchange(routing).answerWith(() -> CompletableFuture.completedFuture(nothingAt(path)));
    } else {
      routing.next();
    }
  }

  private static Problem nothingAt(String path) {
    return Problem.of(ProblemType.NO_RESOURCE, "nothing is served at " + RawText.uri(path));
  }
}
