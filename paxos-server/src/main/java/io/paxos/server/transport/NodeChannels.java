package io.paxos.server.transport;

import io.paxos.server.config.Secret;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Makes channels to other nodes. Thread-safe. */
public final class NodeChannels implements AutoCloseable {
  private final Vertx vertx;
  private final Optional<String> authorization;
  private final Duration timeout;
  private final WebSocketClient client;
  private final Map<String, NodeChannel> shared = new ConcurrentHashMap<>();

  /**
   * No channels yet.
   *
   * @param timeout of a short question; it fails within twice this time
   */
  public NodeChannels(
      Vertx vertx, Optional<Secret> secret, Duration connectTimeout, Duration timeout) {
    this.vertx = vertx;
    this.authorization = secret.map(Secret::authorization);
    this.timeout = timeout;
    this.client =
        vertx.createWebSocketClient(
            new WebSocketClientOptions()
                .setConnectTimeout((int) connectTimeout.toMillis())
                .setMaxMessageSize(WireFormat.MAX_ANSWER_BYTES)
                .setSendUnmaskedFrames(true));
  }

  /**
   * The channel to the node at {@code http://host:port} for whatever has no reason to be apart, so
   * that it travels together.
   *
   * @throws IllegalArgumentException if the address is not of this kind
   */
  public NodeChannel shared(String address) {
    return shared.computeIfAbsent(address, this::apart);
  }

  /**
   * A channel there that nobody else has, not connected yet.
   *
   * @throws IllegalArgumentException if the address is not of this kind
   */
  public NodeChannel apart(String address) {
    WebSocketConnectOptions options = NodeAddress.socket(address).setURI(NodeSockets.PATH);
    authorization.ifPresent(value -> options.putHeader(HttpHeaders.AUTHORIZATION, value));
    return new NodeChannel(vertx, client, options, timeout);
  }

  /** Closes them all. */
  @Override
  public void close() {
    var unused = client.close();
  }
}
