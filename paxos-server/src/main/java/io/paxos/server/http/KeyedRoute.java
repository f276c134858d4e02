package io.paxos.server.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Resources whose name is the rest of the path, raw. The router would fold dots and slashes and
 * decode escapes, so it is only asked for the prefix. Or one resource whose path is all of it.
 */
public final class KeyedRoute {
  // After the filters that Quarkus registers for authentication and authorization (-200, -100), and
  // before the routes (0 and up) that normalise the path and so fail on a malformed one.
  static final int ORDER = -10;

  private final String prefix;
  private final Map<String, Endpoint> endpoints = new LinkedHashMap<>();
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
    endpoints.put(method.name(), endpoint);
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

  /**
   * Serves a request that another node has passed on, on any thread.
   *
   * @param target as in {@link Call#target}
   * @param content as long as the other node allows
   * @param tie as in {@link Call#tie}
   * @return completes exceptionally with {@link MovedException} only
   */
  public CompletionStage<Response> serve(
      String method, String target, MultiMap headers, byte[] content, OptionalLong tie) {
    Head head = Head.passedOn(method, target, headers);
    Call.Content whole = (maxBytes, idle) -> whole(content, maxBytes);
    return Settled.answer(() -> answer(head, whole, tie), method, head.path())
        .thenApply(answer -> Response.of(answer, head.path()));
  }

  private static CompletionStage<byte[]> whole(byte[] content, int maxBytes) {
    return content.length > maxBytes
        ? CompletableFuture.failedFuture(new ProblemException(RequestBody.tooLong(maxBytes)))
        : CompletableFuture.completedFuture(content);
  }

  private void handle(RoutingContext routing) {
    String path = routing.request().path();
    if (path != null && isServed(path)) {
      Exchange exchange = new Exchange(routing);
      exchange.answerWith(
          () -> answer(Head.of(routing.request()), exchange.body(), OptionalLong.empty()));
    } else {
      routing.next();
    }
  }

  private boolean isServed(String path) {
    return exact ? path.equals(prefix) : path.startsWith(prefix);
  }

  private CompletionStage<Answer> answer(Head head, Call.Content content, OptionalLong tie) {
    Endpoint endpoint = endpoints.get(head.method());
    if (!isServed(head.path())) {
      return CompletableFuture.completedFuture(UnknownPaths.problem(head.path()));
    }
    if (endpoint == null) {
      return CompletableFuture.completedFuture(notAllowed(head.method()));
    }
    return parse(endpoint, head, content, tie).run();
  }

  private Endpoint.Operation parse(
      Endpoint endpoint, Head head, Call.Content content, OptionalLong tie) {
    try {
      String name = RawText.decode(head.path().substring(prefix.length()));
      Map<String, String> query = RawText.query(head.query().orElse(""), queryParameters);
      Call call = new Call(head, content, name, query, tie);
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

  private Problem notAllowed(String method) {
    String allowed = String.join(", ", endpoints.keySet());
    return Problem.of(
            ProblemType.METHOD_NOT_ALLOWED,
            "%s is not one of the methods of %s%s: %s"
                .formatted(method, prefix, exact ? "" : "{key}", allowed))
        .with("Allow", allowed);
  }
}
