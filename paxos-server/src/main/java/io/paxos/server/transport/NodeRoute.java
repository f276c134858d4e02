package io.paxos.server.transport;

import io.paxos.server.config.Secret;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A path that is there for other nodes, and nobody else: it wants the cluster's secret; without one
 * it is served on the loopback address only.
 */
public final class NodeRoute {
  private final String path;
  private final Access access;
  private final Map<String, Consumer<RoutingContext>> handlers = new TreeMap<>();

  /**
   * Who is let in.
   *
   * @param loopback whether only this machine can reach the node
   */
  public record Access(Optional<Secret> secret, boolean loopback) {}

  /** A route that serves no method yet. */
  public NodeRoute(String path, Access access) {
    this.path = path;
    this.access = access;
  }

  /** Serves this method. */
  public NodeRoute on(HttpMethod method, Consumer<RoutingContext> handler) {
    handlers.put(method.name(), handler);
    return this;
  }

  /** Adds the route. */
  public void mount(Router router) {
    router.route(path).handler(this::onRequest);
  }

  private void onRequest(RoutingContext context) {
    HttpServerRequest request = context.request();
    Optional<Secret> secret = access.secret();
    Consumer<RoutingContext> handler = handlers.get(request.method().name());
    if (secret.isEmpty() && !access.loopback()) {
      refuse(context, 403, "other nodes are not served without a cluster secret");
    } else if (secret.isPresent() && !isShown(secret.get(), request)) {
      context.response().putHeader("WWW-Authenticate", "Bearer realm=\"nodes\"");
      refuse(context, 401, "the cluster's secret is missing or wrong");
    } else if (handler != null) {
      handler.accept(context);
    } else {
      String allowed = String.join(", ", handlers.keySet());
      context.response().putHeader(HttpHeaders.ALLOW, allowed);
      refuse(context, 405, request.method() + " is not served here, but " + allowed);
    }
  }

  private static boolean isShown(Secret secret, HttpServerRequest request) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    return header != null && secret.isShownBy(header);
  }

  /** Refuses what was asked, and drops what of it has not been read yet. */
  public static void refuse(RoutingContext context, int status, String detail) {
    if (!context.request().isEnded()) {
      // What is not read would stop the next request on this connection.
      context.request().resume();
    }
    HttpServerResponse response = context.response();
    if (!response.closed()) {
      Buffer problem =
          new JsonObject()
              .put("status", status)
              .put("detail", detail)
              .put("applied", false)
              .toBuffer();
      response.setStatusCode(status);
      response.putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json");
      var unused = response.end(problem);
    }
  }
}
