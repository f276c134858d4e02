package io.paxos.server.transport;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The way to another node: a {@link Conversation} that begins when it is first needed, and another
 * one when that is over. Thread-safe.
 */
final class NodeChannel {
  private final Vertx vertx;
  private final WebSocketClient client;
  private final WebSocketConnectOptions options;
  private final Duration timeout;
  private @Nullable Future<Conversation> current;

  /**
   * A channel that is not connected yet.
   *
   * @param timeout of a question
   */
  NodeChannel(
      Vertx vertx, WebSocketClient client, WebSocketConnectOptions options, Duration timeout) {
    this.vertx = vertx;
    this.client = client;
    this.options = options;
    this.timeout = timeout;
  }

  /** The answer; fails if there is none. */
  Future<byte[]> ask(byte[] question) {
    return conversation().compose(conversation -> conversation.ask(question));
  }

  private synchronized Future<Conversation> conversation() {
    Future<Conversation> known = current;
    if (known != null && !isOver(known)) {
      return known;
    }
    Future<Conversation> begun =
        client
            .connect(new WebSocketConnectOptions(options))
            .map(socket -> new Conversation(vertx, socket, timeout));
    current = begun;
    return begun;
  }

  private static boolean isOver(Future<Conversation> conversation) {
    return conversation.failed() || (conversation.succeeded() && conversation.result().isOver());
  }
}
