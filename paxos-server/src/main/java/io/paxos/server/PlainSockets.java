package io.paxos.server;

import io.paxos.server.transport.NodeSockets;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;

/** Has the server talk with other nodes as {@link NodeSockets#options} says. */
@Singleton
final class PlainSockets implements HttpServerOptionsCustomizer {
  @Override
  public void customizeHttpServer(HttpServerOptions options) {
    var unused = NodeSockets.options(options);
  }
}
