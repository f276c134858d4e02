package io.paxos.server.http;

import io.paxos.protocol.Value;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** One request and its one answer, sent on the request's event loop. */
final class Exchange {
  private static final Logger LOG = System.getLogger(Exchange.class.getName());
  // How long a client may go on sending what was refused before it is cut off. Cut off at once, the
  // reset could overtake the answer (RFC 9112, section 9.6).
  private static final long LINGER_MILLIS = 1_000;
  private static final long H2_NO_ERROR = 0;

  private final Vertx vertx;
  private final Context context;
  private final Thread eventLoop = Thread.currentThread();
  private final HttpServerRequest request;
  private final RequestBody body;

  Exchange(RoutingContext routing) {
    this.vertx = routing.vertx();
    this.context = vertx.getOrCreateContext();
    this.request = routing.request();
    this.body = new RequestBody(vertx, request);
  }

  RequestBody body() {
    return body;
  }

  /** Answers with what the work comes to. */
  void answerWith(Supplier<CompletionStage<Answer>> work) {
    var unused =
        Settled.answer(work, request.method().name(), request.path())
            .thenAccept(this::sendOnEventLoop);
  }

  private void sendOnEventLoop(Answer answer) {
    if (Thread.currentThread() == eventLoop) {
      sendOrCutOff(answer);
    } else {
      context.runOnContext(now -> sendOrCutOff(answer));
    }
  }

  private void sendOrCutOff(Answer answer) {
    try {
      send(answer);
    } catch (RuntimeException failed) {
      LOG.log(Level.ERROR, () -> request.method() + " " + RawText.uri(request.path()), failed);
      closeConnection();
    }
  }

  private void send(Answer answer) {
    HttpServerResponse response = request.response();
    if (response.ended() || response.closed()) {
      return;
    }
    Response plain = Response.of(answer, request.path());
    response.setStatusCode(plain.status());
    plain.headers().forEach(response::putHeader);
    if (body.isBroken()) {
      // Vert.x is about to close the connection without sending what is written; this sends it.
      response.endHandler(ended -> closeConnection());
    } else if (body.isAbandoned()) {
      stopSending(response);
    }
    body.drop();
    write(response, plain);
  }

  private void write(HttpServerResponse response, Response plain) {
    if (plain.content().isEmpty()) {
      var unused = response.end();
      return;
    }
    Value content = plain.content().get();
    boolean sendable = MediaType.isWellFormed(content.mediaType());
    response.putHeader("Content-Type", sendable ? content.mediaType() : MediaType.OCTETS);
    if (request.method().equals(HttpMethod.HEAD)) {
      response.putHeader("Content-Length", Integer.toString(content.size()));
      var unused = response.end();
    } else {
      var unused = response.end(Buffer.buffer(content.bytes()));
    }
  }

  private void stopSending(HttpServerResponse response) {
    if (request.version() == HttpVersion.HTTP_2) {
      afterLingering(() -> response.reset(H2_NO_ERROR), () -> {});
    } else {
      response.putHeader("Connection", "close");
      afterLingering(this::closeConnection, this::closeConnection);
    }
  }

  /** Waits for the client to end the request, but not for long. */
  private void afterLingering(Runnable late, Runnable ended) {
    long timer = vertx.setTimer(LINGER_MILLIS, fired -> late.run());
    request.endHandler(
        end -> {
          if (vertx.cancelTimer(timer)) {
            ended.run();
          }
        });
  }

  private void closeConnection() {
    var unused = request.connection().close();
  }
}
