package io.paxos.server.acceptor;

import io.paxos.server.config.Secret;
import io.paxos.server.transport.WireFormat;
import io.paxos.spi.Acceptor;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@code /v1/acceptor}: the questions of other nodes to this node's acceptor, on a WebSocket, or
 * one by {@code POST}. Whoever reaches it could break linearizability, so it wants the cluster's
 * secret; without one it is served on the loopback address only.
 */
public final class AcceptorRoute {
  private static final String PATH = "/v1/acceptor";
  private static final String SCHEME = "Bearer ";

  private final Answering answering;
  private final Optional<Secret> secret;
  private final boolean loopback;

  /**
   * A route to an acceptor.
   *
   * @param acceptor empty while there is none
   * @param loopback whether only this machine can reach the node
   */
  public AcceptorRoute(
      Supplier<Optional<Acceptor>> acceptor, Optional<Secret> secret, boolean loopback) {
    this.answering = new Answering(acceptor);
    this.secret = secret;
    this.loopback = loopback;
  }

  /** What a node shows another one that has this secret. */
  public static String authorization(Secret secret) {
    return SCHEME + secret.reveal();
  }

  public void mount(Router router) {
    router.route(PATH).handler(this::onRequest);
  }

  private void onRequest(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (secret.isEmpty() && !loopback) {
      refuseUnread(context, 403, "other nodes are not served without a cluster secret");
    } else if (secret.isPresent() && !isAuthorized(secret.get(), request)) {
      context.response().putHeader("WWW-Authenticate", "Bearer realm=\"nodes\"");
      refuseUnread(context, 401, "the cluster's secret is missing or wrong");
    } else if (request.method().equals(HttpMethod.GET)) {
      onUpgrade(context);
    } else if (request.method().equals(HttpMethod.POST)) {
      onPost(context);
    } else {
      context.response().putHeader(HttpHeaders.ALLOW, "GET, POST");
      refuseUnread(context, 405, "a WebSocket and POST are served here");
    }
  }

  private void onUpgrade(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (!request.headers().contains(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET, true)) {
      // A header of the connection, which HTTP/2 does not have (RFC 9113, section 8.2.2).
      if (request.version() != HttpVersion.HTTP_2) {
        context.response().putHeader(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET);
      }
      refuseUnread(context, 426, "questions are asked on a WebSocket, or by POST");
    } else if (request.headers().contains(HttpHeaders.ORIGIN)) {
      // Browsers open WebSockets to other origins, this machine for instance, without asking.
      refuseUnread(context, 403, "a page in a browser is not a node");
    } else {
      var unused =
          request.toWebSocket().onSuccess(socket -> new AnsweringSocket(answering, socket).begin());
    }
  }

  private void onPost(RoutingContext context) {
    if (WireFormat.MEDIA_TYPE.equals(context.request().getHeader(HttpHeaders.CONTENT_TYPE))) {
      readBody(context);
    } else {
      // This also keeps out browsers, which send this type to their own machine only if allowed.
      refuseUnread(context, 415, "questions are " + WireFormat.MEDIA_TYPE);
    }
  }

  private static boolean isAuthorized(Secret secret, HttpServerRequest request) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    return header != null
        && header.startsWith(SCHEME)
        && secret.matches(header.substring(SCHEME.length()));
  }

  private void readBody(RoutingContext context) {
    HttpServerRequest request = context.request();
    Buffer body = Buffer.buffer();
    request.handler(
        chunk -> {
          if (body.length() + chunk.length() <= WireFormat.MAX_QUESTION_BYTES) {
            body.appendBuffer(chunk);
          } else if (!context.response().ended()) {
            refuse(context, 413, "a question is at most 32 MiB");
          }
        });
    request.endHandler(
        end -> {
          if (!context.response().ended()) {
            onBody(context, body.getBytes());
          }
        });
  }

  private void onBody(RoutingContext context, byte[] body) {
    Context eventLoop = context.vertx().getOrCreateContext();
    var unused =
        answering
            .to(body)
            .thenAccept(outcome -> eventLoop.runOnContext(now -> answer(context, outcome)));
  }

  private static void answer(RoutingContext context, Answering.Outcome outcome) {
    if (outcome instanceof Answering.Refused refused) {
      refuse(context, refused.status(), refused.detail());
    } else if (!context.response().closed()) {
      context.response().putHeader(HttpHeaders.CONTENT_TYPE, WireFormat.MEDIA_TYPE);
      var unused = context.response().end(((Answering.Answered) outcome).answer());
    }
  }

  /** Drops the body: what is not read would stop the next request on this connection. */
  private static void refuseUnread(RoutingContext context, int status, String detail) {
    context.request().resume();
    refuse(context, status, detail);
  }

  private static void refuse(RoutingContext context, int status, String detail) {
    HttpServerResponse response = context.response();
    if (!response.closed()) {
      JsonObject problem =
          new JsonObject().put("status", status).put("detail", detail).put("applied", false);
      response.setStatusCode(status);
      response.putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json");
      var unused = response.end(problem.toBuffer());
    }
  }
}
