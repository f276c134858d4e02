package io.paxos.server;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;

/**
 * Nodes do not ask each other to compress what they say on a WebSocket. If the server offered it, a
 * handler would look for it in every request and every answer of every connection.
 */
@Singleton
final class PlainSockets implements HttpServerOptionsCustomizer {
  @Override
  public void customizeHttpServer(HttpServerOptions options) {
    options
        .setPerFrameWebSocketCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false);
  }
}
