package io.paxos.server.home;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Another node, as far as it can be heard: a server that notes what it gets and does as told. */
final class Neighbour implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final HttpServer server;
  private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
  private final Queue<HttpServerRequest> unanswered = new ConcurrentLinkedQueue<>();
  private final AtomicInteger pings = new AtomicInteger();
  private volatile Consumer<HttpServerRequest> reaction = request -> request.response().end();
  private volatile Runnable onPing = () -> {};
  private volatile boolean alive = true;

  /** One request, as it came; the body is Latin-1, a character per byte. */
  record Heard(String method, String target, List<Map.Entry<String, String>> headers, String body) {
    List<String> header(String name) {
      return headers.stream()
          .filter(header -> header.getKey().equalsIgnoreCase(name))
          .map(Map.Entry::getValue)
          .toList();
    }
  }

  Neighbour() {
    this.server =
        vertx
            .createHttpServer()
            .requestHandler(this::onRequest)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  String url() {
    return "http://127.0.0.1:" + server.actualPort();
  }

  /** Reacts to requests like this, on the event loop, once their bodies are there. */
  void reacts(Consumer<HttpServerRequest> newReaction) {
    reaction = newReaction;
  }

  /** Answers with this status and body. */
  void answers(int status, Map<String, String> headers, String body) {
    reacts(
        request -> {
          headers.forEach(request.response()::putHeader);
          request.response().setStatusCode(status).end(body);
        });
  }

  /** Keeps requests until they are released. */
  void holds() {
    reacts(unanswered::add);
  }

  /** Answers what it has kept. */
  void release(String body) {
    for (var held = unanswered.poll(); held != null; held = unanswered.poll()) {
      held.response().end(body);
    }
  }

  /** Cuts the connection when it has the whole request. */
  void hangsUp() {
    reacts(request -> request.connection().close());
  }

  /** Hears everything and says nothing, not even that it is alive. */
  void fallsSilent() {
    alive = false;
    holds();
  }

  /** Does this with every ping that it answers, before it does. */
  void onPing(Runnable newOnPing) {
    onPing = newOnPing;
  }

  int pings() {
    return pings.get();
  }

  int heldBack() {
    return unanswered.size();
  }

  /** The next request that came, waiting for it. */
  Heard next() {
    try {
      Heard next = heard.poll(20, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("nothing was passed on");
      }
      return next;
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  /** Whether no request has come, but for those that were looked at. */
  boolean hasHeardNothing() {
    return heard.isEmpty();
  }

  private void onRequest(HttpServerRequest request) {
    if (request.path().startsWith("/q/")) {
      pings.incrementAndGet();
      if (alive) {
        onPing.run();
        request.response().end();
      }
      return;
    }
    request.bodyHandler(
        body -> {
          heard.add(
              new Heard(
                  request.method().name(),
                  request.uri(),
                  request.headers().entries(),
                  new String(body.getBytes(), StandardCharsets.ISO_8859_1)));
          reaction.accept(request);
        });
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
