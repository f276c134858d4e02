package io.paxos.server.http;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Answers for paths that nothing else serves: the malformed, and what is left under {@code /v1}.
 */
public final class UnknownPaths {
  /** Adds the routes, one before those that fail on a malformed path, one behind every other. */
  public void mount(Router router) {
    router.route().order(KeyedRoute.ORDER + 1).handler(UnknownPaths::refuseMalformed);
    router.route().last().handler(UnknownPaths::refuseUnknown);
  }

  private static void refuseMalformed(RoutingContext routing) {
    String path = routing.request().path();
    Optional<Problem> malformed =
        path == null || path.indexOf('%') < 0 ? Optional.empty() : whyMalformed(path);
    malformed.ifPresentOrElse(problem -> refuse(routing, problem), routing::next);
  }

  private static Optional<Problem> whyMalformed(String path) {
    try {
      String unused = RawText.decode(path);
      return Optional.empty();
    } catch (IllegalArgumentException malformed) {
      return Optional.of(
          Problem.of(ProblemType.MALFORMED_REQUEST, String.valueOf(malformed.getMessage())));
    }
  }

  private static void refuseUnknown(RoutingContext routing) {
    String path = routing.request().path();
    if (path != null && (path.equals("/v1") || path.startsWith("/v1/"))) {
      refuse(routing, problem(path));
    } else {
      routing.next();
    }
  }

  static Problem problem(String path) {
    return Problem.of(ProblemType.NO_RESOURCE, "nothing is served at " + RawText.uri(path));
  }

  private static void refuse(RoutingContext routing, Problem problem) {
    new Exchange(routing).answerWith(() -> CompletableFuture.completedFuture(problem));
  }
}
