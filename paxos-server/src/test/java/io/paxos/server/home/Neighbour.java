package io.paxos.server.home;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.paxos.protocol.Value;
import io.paxos.server.http.Response;
import io.paxos.server.transport.Addressee;
import io.paxos.server.transport.Answerer;
import io.paxos.server.transport.NodeRoute;
import io.paxos.server.transport.NodeSockets;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Another node, as far as it can be heard: a server that notes what it gets and does as told. */
final class Neighbour implements AutoCloseable {
  private static final ByteBuffer EMPTY = PassedCodec.encode(Response.of(200));

  private static final long LATER = 9;

  private final Vertx vertx = Vertx.vertx();
  private final HttpServer server;
  private final Queue<HttpConnection> connections = new ConcurrentLinkedQueue<>();
  private final BlockingQueue<Passed> heard = new LinkedBlockingQueue<>();
  private final Queue<CompletableFuture<ByteBuffer>> unanswered = new ConcurrentLinkedQueue<>();
  private final AtomicInteger pings = new AtomicInteger();
  private volatile Consumer<CompletableFuture<ByteBuffer>> reaction = due -> due.complete(EMPTY);
  private volatile Runnable onRequest = () -> {};
  private volatile Runnable onPing = () -> {};
  private volatile boolean alive = true;

  Neighbour() {
    Router router = Router.router(vertx);
    NodeRoute.Access everybody = new NodeRoute.Access(Optional.empty(), true);
    new NodeSockets(Map.of(Addressee.HOME, this::answer), everybody).mount(router);
    this.server =
        vertx
            .createHttpServer(NodeSockets.options(new HttpServerOptions()))
            .connectionHandler(connections::add)
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  String url() {
    return "http://127.0.0.1:" + server.actualPort();
  }

  /** Answers with this status and body. */
  void answers(int status, Map<String, String> headers, String mediaType, String body) {
    Response response =
        new Response(status, headers, Optional.of(Value.of(body.getBytes(UTF_8), mediaType)));
    reaction = due -> due.complete(PassedCodec.encode(response));
  }

  /** Answers with this status and no body. */
  void answers(int status, Map<String, String> headers) {
    Response response = new Response(status, headers, Optional.empty());
    reaction = due -> due.complete(PassedCodec.encode(response));
  }

  /** Keeps requests until they are released. */
  void holds() {
    reaction = unanswered::add;
  }

  /** Answers what it has kept. */
  void release() {
    release(EMPTY);
  }

  /** Answers what it has kept: that it is tied to a revision that has passed. */
  void saysThatItMoved() {
    release(PassedCodec.moved(LATER));
  }

  private void release(ByteBuffer answer) {
    for (var held = unanswered.poll(); held != null; held = unanswered.poll()) {
      held.complete(answer);
    }
  }

  /** Cuts all connections when it has the whole request. */
  void hangsUp() {
    reaction = due -> connections.forEach(HttpConnection::close);
  }

  /** Hears everything and says nothing, not even that it is alive. */
  void fallsSilent() {
    alive = false;
    holds();
  }

  /** Does this with every request, before it reacts. */
  void onRequest(Runnable newOnRequest) {
    onRequest = newOnRequest;
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
  Passed next() {
    try {
      Passed next = heard.poll(20, TimeUnit.SECONDS);
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

  private CompletionStage<Answerer.Outcome> answer(ByteBuffer question) {
    if (!question.hasRemaining()) {
      return answerPing();
    }
    onRequest.run();
    heard.add(PassedCodec.decodeRequest(question));
    CompletableFuture<ByteBuffer> due = new CompletableFuture<>();
    reaction.accept(due);
    return due.thenApply(answer -> new Answerer.Answered(answer));
  }

  private CompletionStage<Answerer.Outcome> answerPing() {
    pings.incrementAndGet();
    if (!alive) {
      return new CompletableFuture<>();
    }
    onPing.run();
    return CompletableFuture.completedFuture(new Answerer.Answered(ByteBuffer.allocate(0)));
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
