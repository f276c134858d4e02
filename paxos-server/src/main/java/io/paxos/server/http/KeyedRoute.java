package io.paxos.server.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/**
 * Resources whose name is the rest of the path, raw. The router would fold dots and slashes and
 * decode escapes, so it is only asked for the prefix. Or one resource whose path is all of it.
 */
public final class KeyedRoute {
  // After the filters that Quarkus registers for authentication and authorization (-200, -100), and
  // before the routes (0 and up) that normalise the path and so fail on a malformed one.
  static final int ORDER = -10;

  private final String prefix;
  private final Map<HttpMethod, Endpoint> endpoints = new LinkedHashMap<>();
  private final Set<String> queryParameters;
  private final boolean exact;

  /**
   * A route that has no method yet.
   *
   * @param prefix begins and ends with a slash
   * @param queryParameters all others are refused
   */
  public KeyedRoute(String prefix, Set<String> queryParameters) {
    this(prefix, queryParameters, false);
  }

  private KeyedRoute(String prefix, Set<String> queryParameters, boolean exact) {
    this.prefix = prefix;
    this.queryParameters = queryParameters;
    this.exact = exact;
  }

  /** A route to the one resource at this path, which takes no parameters. */
  public static KeyedRoute exactly(String path) {
    return new KeyedRoute(path, Set.of(), true);
  }

  /** Serves this method. */
  public KeyedRoute on(HttpMethod method, Endpoint endpoint) {
    endpoints.put(method, endpoint);
    return this;
  }

  /** Serves {@code GET}, and {@code HEAD} alike. */
  public KeyedRoute onGet(Endpoint endpoint) {
    return on(HttpMethod.GET, endpoint).on(HttpMethod.HEAD, endpoint);
  }

  /** Adds the route. */
  public void mount(Router router) {
    router.route().order(ORDER).handler(this::handle);
  }

  private void handle(RoutingContext routing) {
    String path = routing.request().path();
    if (path != null && (exact ? path.equals(prefix) : path.startsWith(prefix))) {
      Exchange exchange = new Exchange(routing);
      exchange.answerWith(() -> answer(routing.request(), exchange.body()));
    } else {
      routing.next();
    }
  }

  private CompletionStage<Answer> answer(HttpServerRequest request, RequestBody body) {
    Endpoint endpoint = endpoints.get(request.method());
    if (endpoint == null) {
      return CompletableFuture.completedFuture(notAllowed(request.method()));
    }
    return parse(endpoint, request, body).run();
  }

  private Endpoint.Operation parse(Endpoint endpoint, HttpServerRequest request, RequestBody body) {
    try {
      String name = RawText.decode(request.path().substring(prefix.length()));
      String query = request.query() == null ? "" : request.query();
      Call call = new Call(request, body, name, RawText.query(query, queryParameters));
      requireKnownExpectation(call);
      return endpoint.parse(call);
    } catch (IllegalArgumentException malformed) {
      throw new ProblemException(
          Problem.of(ProblemType.MALFORMED_REQUEST, String.valueOf(malformed.getMessage())));
    }
  }

  private static void requireKnownExpectation(Call call) {
    for (String expectation : call.header("Expect")) {
      if (!expectation.equalsIgnoreCase("100-continue")) {
        throw new ProblemException(
            Problem.of(
                ProblemType.EXPECTATION_FAILED, "Expect: " + expectation + " is not 100-continue"));
      }
    }
  }

  private Problem notAllowed(HttpMethod method) {
    String allowed =
        endpoints.keySet().stream().map(HttpMethod::name).collect(Collectors.joining(", "));
    return Problem.of(
            ProblemType.METHOD_NOT_ALLOWED,
            "%s is not one of the methods of %s%s: %s"
                .formatted(method, prefix, exact ? "" : "{key}", allowed))
        .with("Allow", allowed);
  }
}
