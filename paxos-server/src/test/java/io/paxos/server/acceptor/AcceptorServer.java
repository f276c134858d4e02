package io.paxos.server.acceptor;

import io.paxos.server.config.Secret;
import io.paxos.server.transport.HttpAcceptor;
import io.paxos.spi.Acceptor;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** The endpoint on a free port, and a client for it. */
final class AcceptorServer implements AutoCloseable {
  private final Vertx vertx;
  private final HttpServer server;
  private final HttpClient client;

  private AcceptorServer(Vertx vertx, HttpServer server) {
    this.vertx = vertx;
    this.server = server;
    this.client = vertx.createHttpClient();
  }

  static AcceptorServer start(Acceptor acceptor, Optional<Secret> secret, boolean loopback) {
    return start(() -> Optional.of(acceptor), secret, loopback);
  }

  static AcceptorServer start(
      Supplier<Optional<Acceptor>> acceptor, Optional<Secret> secret, boolean loopback) {
    Vertx vertx = Vertx.vertx();
    Router router = Router.router(vertx);
    new AcceptorRoute(acceptor, secret, loopback).mount(router);
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    return new AcceptorServer(vertx, server);
  }

  String url() {
    return "http://127.0.0.1:" + server.actualPort();
  }

  Acceptor acceptor(Optional<Secret> secret) {
    return new HttpAcceptor(
        client, url(), secret.map(AcceptorRoute::authorization), Duration.ofSeconds(2));
  }

  /** An acceptor elsewhere, through the same client. */
  Acceptor acceptorAt(String url) {
    return new HttpAcceptor(client, url, Optional.empty(), Duration.ofSeconds(2));
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
