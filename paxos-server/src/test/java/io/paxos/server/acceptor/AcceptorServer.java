package io.paxos.server.acceptor;

import io.paxos.server.config.Secret;
import io.paxos.server.transport.Addressee;
import io.paxos.server.transport.HttpAcceptor;
import io.paxos.server.transport.Message;
import io.paxos.server.transport.NodeChannels;
import io.paxos.server.transport.NodeRoute;
import io.paxos.server.transport.NodeSockets;
import io.paxos.server.transport.WireFormat;
import io.paxos.spi.Acceptor;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** The endpoint on a free port, and clients for it. */
final class AcceptorServer implements AutoCloseable {
  private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration SHORT_TIMEOUT = Duration.ofMillis(100);

  private final Vertx vertx;
  private final Router router;
  private final AtomicInteger requests = new AtomicInteger();
  private HttpServer server;

  private AcceptorServer(Vertx vertx, Router router) {
    this.vertx = vertx;
    this.router = router;
    this.server = listen(0);
  }

  static AcceptorServer start(Acceptor acceptor, Optional<Secret> secret, boolean loopback) {
    return start(() -> Optional.of(acceptor), secret, loopback);
  }

  static AcceptorServer start(
      Supplier<Optional<Acceptor>> acceptor, Optional<Secret> secret, boolean loopback) {
    Vertx vertx = Vertx.vertx();
    Router router = Router.router(vertx);
    NodeRoute.Access access = new NodeRoute.Access(secret, loopback);
    AcceptorAnswerer answerer = new AcceptorAnswerer(acceptor);
    new AcceptorRoute(answerer, access).mount(router);
    new NodeSockets(Map.of(Addressee.ACCEPTOR, answerer), access).mount(router);
    return new AcceptorServer(vertx, router);
  }

  private HttpServer listen(int port) {
    return vertx
        .createHttpServer(
            NodeSockets.options(
                new HttpServerOptions()
                    .setMaxWebSocketMessageSize(
                        WireFormat.MAX_QUESTION_BYTES + Message.QUESTION_OVERHEAD_BYTES)))
        .requestHandler(
            request -> {
              requests.incrementAndGet();
              router.handle(request);
            })
        .listen(port, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }

  /** Breaks every connection, and listens again at the same address. */
  void restart() {
    int port = server.actualPort();
    server.close().toCompletionStage().toCompletableFuture().join();
    server = listen(port);
  }

  /** How many requests came, those for a WebSocket too. */
  int requests() {
    return requests.get();
  }

  String url() {
    return "http://127.0.0.1:" + server.actualPort();
  }

  Acceptor acceptor(Optional<Secret> secret) {
    return acceptor(url(), secret, USUAL_TIMEOUT);
  }

  /** One that does not wait long for answers. */
  Acceptor impatientAcceptorAt(String url) {
    return acceptor(url, Optional.empty(), SHORT_TIMEOUT);
  }

  /** An acceptor elsewhere. */
  Acceptor acceptorAt(String url) {
    return acceptor(url, Optional.empty(), USUAL_TIMEOUT);
  }

  private Acceptor acceptor(String url, Optional<Secret> secret, Duration timeout) {
    return new HttpAcceptor(new NodeChannels(vertx, secret, USUAL_TIMEOUT, timeout), url);
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
