package io.paxos.server.acceptor;

import io.paxos.server.transport.Answerer;
import io.paxos.server.transport.NodeRoute;
import io.paxos.server.transport.WireFormat;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.ByteBuffer;

/**
 * {@code /v1/acceptor}: a question to this node's acceptor by {@code POST}. Whoever reaches it
 * could break linearizability.
 */
public final class AcceptorRoute {
  private static final String PATH = "/v1/acceptor";

  private final AcceptorAnswerer answerer;
  private final NodeRoute.Access access;

  /** A route to an acceptor. */
  public AcceptorRoute(AcceptorAnswerer answerer, NodeRoute.Access access) {
    this.answerer = answerer;
    this.access = access;
  }

  /** Adds the route. */
  public void mount(Router router) {
    new NodeRoute(PATH, access).on(HttpMethod.POST, this::onPost).mount(router);
  }

  private void onPost(RoutingContext context) {
    if (WireFormat.MEDIA_TYPE.equals(context.request().getHeader(HttpHeaders.CONTENT_TYPE))) {
      readBody(context);
    } else {
      // This also keeps out browsers, which send this type to their own machine only if allowed.
      NodeRoute.refuse(context, 415, "questions are " + WireFormat.MEDIA_TYPE);
    }
  }

  private void readBody(RoutingContext context) {
    HttpServerRequest request = context.request();
    Buffer body = Buffer.buffer();
    request.handler(
        chunk -> {
          if (body.length() + chunk.length() <= WireFormat.MAX_QUESTION_BYTES) {
            body.appendBuffer(chunk);
          } else if (!context.response().ended()) {
            NodeRoute.refuse(context, 413, "a question is at most 32 MiB");
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
        answerer
            .to(ByteBuffer.wrap(body))
            .thenAccept(outcome -> eventLoop.runOnContext(now -> answer(context, outcome)));
  }

  private static void answer(RoutingContext context, Answerer.Outcome outcome) {
    if (outcome instanceof Answerer.Refused refused) {
      NodeRoute.refuse(context, refused.status(), refused.reason());
    } else if (!context.response().closed()) {
      context.response().putHeader(HttpHeaders.CONTENT_TYPE, WireFormat.MEDIA_TYPE);
      Buffer answer = Buffer.buffer();
      WireFormat.append(((Answerer.Answered) outcome).answer(), answer);
      var unused = context.response().end(answer);
    }
  }
}
