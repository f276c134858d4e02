package io.paxos.wan;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A way to a TCP server that takes its time: every chunk is passed on its delay after it arrived,
 * in either direction, in the order of arrival, and so is the end of a connection. However much is
 * on its way, nothing waits for anything else. Thread-safe.
 *
 * <p>Only connecting is faster than on a real way: it is answered at once.
 */
public final class DelayedPath implements AutoCloseable {
  private final ScheduledExecutorService timer;
  private final long delayNanos;
  private final NetServer entrance;
  private final NetClient exit;
  private final SocketAddress server;

  private DelayedPath(
      Vertx vertx, ScheduledExecutorService timer, SocketAddress server, Duration delay) {
    this.timer = timer;
    this.delayNanos = delay.toNanos();
    this.entrance = vertx.createNetServer();
    this.exit = vertx.createNetClient();
    this.server = server;
  }

  /**
   * Opens a way; blocks until it can be taken.
   *
   * @param timer of one thread, else chunks overtake each other; not closed by this
   * @param from where to listen; port 0 for any
   * @param to the server, which need not be there yet
   * @param delay of one direction
   * @throws java.util.concurrent.CompletionException if nobody can listen there
   */
  public static DelayedPath open(
      Vertx vertx,
      ScheduledExecutorService timer,
      SocketAddress from,
      SocketAddress to,
      Duration delay) {
    DelayedPath path = new DelayedPath(vertx, timer, to, delay);
    path.entrance.connectHandler(path::connect);
    path.entrance.listen(from).toCompletionStage().toCompletableFuture().join();
    return path;
  }

  /** Where it listens. */
  public int port() {
    return entrance.actualPort();
  }

  private void connect(NetSocket client) {
    client.pause();
    exit.connect(server)
        .onSuccess(
            found -> {
              passOn(client, found);
              passOn(found, client);
              client.resume();
            })
        .onFailure(refused -> client.close());
  }

  private void passOn(NetSocket source, NetSocket target) {
    source.handler(chunk -> later(() -> target.write(chunk)));
    source.closeHandler(closed -> later(target::close));
    source.exceptionHandler(broken -> source.close());
  }

  /** One thread's tasks of one delay are due in the order in which they were given. */
  private void later(Runnable passing) {
    var unused = timer.schedule(passing, delayNanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    exit.close();
    entrance.close().toCompletionStage().toCompletableFuture().join();
  }
}
