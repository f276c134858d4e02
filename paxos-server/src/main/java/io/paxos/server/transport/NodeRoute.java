package io.paxos.server.transport;

import io.paxos.server.config.Secret;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A path on which other nodes, and nobody else, open WebSockets to ask questions: it wants the
 * cluster's secret; without one it is served on the loopback address only.
 */
public final class NodeRoute {
  private final String path;
  private final Answerer answerer;
  private final Access access;
  private final Map<String, Consumer<RoutingContext>> handlers = new TreeMap<>();

  /**
   * Who is let in.
   *
   * @param loopback whether only this machine can reach the node
   */
  public record Access(Optional<Secret> secret, boolean loopback) {}

  /** A route to whoever answers. */
  public NodeRoute(String path, Answerer answerer, Access access) {
    this.path = path;
    this.answerer = answerer;
    this.access = access;
    on(HttpMethod.GET, this::onUpgrade);
  }

  /**
   * The same options, for a server with such routes. What nodes say to each other is neither
   * compressed nor masked: if a server offered compression, a handler would look for it in every
   * request and every answer of every connection; and a mask, which has to be put on and taken off,
   * keeps the scripts of browsers from talking to proxies (RFC 6455, section 10.3).
   */
  public static HttpServerOptions options(HttpServerOptions options) {
    return options
        .setPerFrameWebSocketCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false)
        .setAcceptUnmaskedFrames(true);
  }

  /** Serves this method as well. */
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
      context.response().putHeader(HttpHeaders.ALLOW, String.join(", ", handlers.keySet()));
      refuse(context, 405, request.method() + " is not served here, but a WebSocket is");
    }
  }

  private static boolean isShown(Secret secret, HttpServerRequest request) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    return header != null && secret.isShownBy(header);
  }

  private void onUpgrade(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (!request.headers().contains(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET, true)) {
      // A header of the connection, which HTTP/2 does not have (RFC 9113, section 8.2.2).
      if (request.version() != HttpVersion.HTTP_2) {
        context.response().putHeader(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET);
      }
      refuse(context, 426, "questions are asked on a WebSocket");
    } else if (request.headers().contains(HttpHeaders.ORIGIN)) {
      // Browsers open WebSockets to other origins, this machine for instance, without asking.
      refuse(context, 403, "a page in a browser is not a node");
    } else {
      var unused =
          request
              .toWebSocket()
              .onSuccess(
                  socket ->
                      new AnsweringSocket(answerer, context.vertx().getOrCreateContext(), socket)
                          .begin());
    }
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
