package io.paxos.server.transport;

import io.paxos.server.config.Secret;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.time.Duration;
import java.util.Optional;

/** Makes channels to one path of other nodes. Thread-safe. */
public final class NodeChannels implements AutoCloseable {
  private final Vertx vertx;
  private final String path;
  private final Optional<String> authorization;
  private final Duration timeout;
  private final WebSocketClient client;

  /**
   * No channels yet.
   *
   * @param path of a {@link NodeRoute}
   * @param timeout of a short question; it fails within twice this time
   */
  public NodeChannels(
      Vertx vertx,
      String path,
      Optional<Secret> secret,
      Duration connectTimeout,
      Duration timeout) {
    this.vertx = vertx;
    this.path = path;
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
   * A channel to the node at {@code http://host:port}, not connected yet.
   *
   * @throws IllegalArgumentException if the address is not of this kind
   */
  public NodeChannel to(String address) {
    WebSocketConnectOptions options = NodeAddress.socket(address).setURI(path);
    authorization.ifPresent(value -> options.putHeader(HttpHeaders.AUTHORIZATION, value));
    return new NodeChannel(vertx, client, options, timeout);
  }

  /** Closes them all. */
  @Override
  public void close() {
    var unused = client.close();
  }
}
