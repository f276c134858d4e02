package io.paxos.server.transport;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/** {@code /v1/node}: WebSockets that other nodes open to ask questions. */
public final class NodeSockets {
  static final String PATH = "/v1/node";

  private final Map<Addressee, Answerer> answerers;
  private final NodeRoute.Access access;

  /** Sockets on which these are asked. */
  public NodeSockets(Map<Addressee, Answerer> answerers, NodeRoute.Access access) {
    this.answerers = answerers;
    this.access = access;
  }

  /**
   * The same options, for a server with such sockets. What nodes say to each other is neither
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

  /** Adds the route. */
  public void mount(Router router) {
    new NodeRoute(PATH, access).on(HttpMethod.GET, this::onUpgrade).mount(router);
  }

  private void onUpgrade(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (!request.headers().contains(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET, true)) {
      // A header of the connection, which HTTP/2 does not have (RFC 9113, section 8.2.2).
      if (request.version() != HttpVersion.HTTP_2) {
        context.response().putHeader(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET);
      }
      NodeRoute.refuse(context, 426, "questions are asked on a WebSocket");
    } else if (request.headers().contains(HttpHeaders.ORIGIN)) {
      // Browsers open WebSockets to other origins, this machine for instance, without asking.
      NodeRoute.refuse(context, 403, "a page in a browser is not a node");
    } else {
      var unused =
          request
              .toWebSocket()
              .onSuccess(
                  socket ->
                      new AnsweringSocket(answerers, context.vertx().getOrCreateContext(), socket)
                          .begin());
    }
  }
}
