package io.paxos.server.transport;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The way to another node: a {@link Conversation} that begins when it is first needed, and another
 * one when that is over. Thread-safe.
 */
public final class NodeChannel {
  private final Vertx vertx;
  private final WebSocketClient client;
  private final WebSocketConnectOptions options;
  private final Duration timeout;
  private @Nullable Future<Conversation> current;

  /**
   * A channel that is not connected yet.
   *
   * @param timeout of a short question; it fails within twice this time
   */
  NodeChannel(
      Vertx vertx, WebSocketClient client, WebSocketConnectOptions options, Duration timeout) {
    this.vertx = vertx;
    this.client = client;
    this.options = options;
    this.timeout = timeout;
  }

  /** The answer; fails if there is none. */
  public Future<ByteBuffer> ask(Addressee addressee, ByteBuffer question) {
    return ask(addressee, question, timeout, () -> true);
  }

  /**
   * The answer; fails if there is none.
   *
   * @param longer how long a short question may take, if that is longer than usual
   * @param isWanted asked once there is a connection, before anything is sent: whether to send it
   */
  public Future<ByteBuffer> ask(
      Addressee addressee, ByteBuffer question, Duration longer, BooleanSupplier isWanted) {
    return conversation()
        .compose(
            conversation ->
                isWanted.getAsBoolean()
                    ? conversation.ask(addressee, question, longer)
                    : Future.failedFuture(new SilentNodeException("not wanted any more")));
  }

  private synchronized Future<Conversation> conversation() {
    Future<Conversation> known = current;
    if (known != null && !isOver(known)) {
      return known;
    }
    Future<Conversation> begun = connect();
    current = begun;
    return begun;
  }

  /**
   * Fails if the other side takes no part in the handshake: a process that is stopped has
   * connections all the same. Not by the timeout of the options, which closes what was opened in
   * time as well (Vert.x 4.5).
   */
  private Future<Conversation> connect() {
    Promise<Conversation> begun = Promise.promise();
    long timer =
        vertx.setTimer(
            timeout.toMillis(),
            fired -> begun.tryFail(new SilentNodeException("no handshake in time")));
    client
        .connect(new WebSocketConnectOptions(options))
        .map(socket -> new Conversation(vertx, socket, timeout))
        .onComplete(
            connected -> {
              vertx.cancelTimer(timer);
              if (connected.failed()) {
                begun.tryFail(connected.cause());
              } else if (!begun.tryComplete(connected.result())) {
                connected.result().hangUp();
              }
            });
    return begun.future();
  }

  private static boolean isOver(Future<Conversation> conversation) {
    return conversation.failed() || (conversation.succeeded() && conversation.result().isOver());
  }
}
