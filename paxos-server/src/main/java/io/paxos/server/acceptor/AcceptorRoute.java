package io.paxos.server.acceptor;

import io.paxos.server.config.Secret;
import io.paxos.server.transport.MalformedMessageException;
import io.paxos.server.transport.Question;
import io.paxos.server.transport.QuestionCodec;
import io.paxos.server.transport.WireFormat;
import io.paxos.spi.Acceptor;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@code POST /v1/acceptor}: the questions of other nodes to this node's acceptor. Whoever reaches
 * it could break linearizability, so it wants the cluster's secret; without one it is served on the
 * loopback address only.
 */
public final class AcceptorRoute {
  private static final String PATH = "/v1/acceptor";
  private static final String SCHEME = "Bearer ";

  private final Supplier<Optional<Acceptor>> acceptor;
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
    this.acceptor = acceptor;
    this.secret = secret;
    this.loopback = loopback;
  }

  /** What a node shows another one that has this secret. */
  public static String authorization(Secret secret) {
    return SCHEME + secret.reveal();
  }

  public void mount(Router router) {
    router.post(PATH).handler(this::onRequest);
    router
        .route(PATH)
        .handler(
            context -> {
              context.response().putHeader(HttpHeaders.ALLOW, "POST");
              refuseUnread(context, 405, "only POST is served here");
            });
  }

  private void onRequest(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (secret.isEmpty() && !loopback) {
      refuseUnread(context, 403, "other nodes are not served without a cluster secret");
    } else if (secret.isPresent() && !isAuthorized(secret.get(), request)) {
      context.response().putHeader("WWW-Authenticate", "Bearer realm=\"nodes\"");
      refuseUnread(context, 401, "the cluster's secret is missing or wrong");
    } else if (!WireFormat.MEDIA_TYPE.equals(request.getHeader(HttpHeaders.CONTENT_TYPE))) {
      // This also keeps out browsers, which send this type to their own machine only if allowed.
      refuseUnread(context, 415, "questions are " + WireFormat.MEDIA_TYPE);
    } else {
      readBody(context);
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
    Question question;
    try {
      question = QuestionCodec.decode(body);
    } catch (MalformedMessageException malformed) {
      refuse(context, 400, String.valueOf(malformed.getMessage()));
      return;
    }
    Optional<Acceptor> present = acceptor.get();
    if (present.isEmpty()) {
      refuse(context, 503, "this node has no acceptor of its own");
      return;
    }
    Context eventLoop = context.vertx().getOrCreateContext();
    var unused =
        question
            .askEncoded(present.get())
            .whenComplete(
                (answer, failed) ->
                    eventLoop.runOnContext(
                        now -> {
                          if (failed == null) {
                            answer(context.response(), answer);
                          } else {
                            refuse(context, 503, "the acceptor is silent");
                          }
                        }));
  }

  private static void answer(HttpServerResponse response, byte[] answer) {
    if (!response.closed()) {
      response.putHeader(HttpHeaders.CONTENT_TYPE, WireFormat.MEDIA_TYPE);
      var unused = response.end(Buffer.buffer(answer));
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
