package io.paxos.wan;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class DelayedPathTest {
  private static final Duration DELAY = Duration.ofMillis(30);
  private static final int PATIENCE_MILLIS = 30_000;
  private static final int PIECES = 2_000;
  private static final int PIECE_BYTES = 997;

  private final Vertx vertx = Vertx.vertx();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private ServerSocket server;
  private DelayedPath path;

  @BeforeEach
  void open() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    server.setSoTimeout(PATIENCE_MILLIS);
    path = DelayedPath.open(vertx, timer, loopback(0), loopback(server.getLocalPort()), DELAY);
  }

  @AfterEach
  void close() throws IOException {
    path.close();
    timer.shutdownNow();
    threads.shutdownNow();
    vertx.close().toCompletionStage().toCompletableFuture().join();
    server.close();
  }

  @Test
  void nothing_arrives_before_its_delay_in_either_direction() throws IOException {
    try (Socket client = connect();
        Socket served = accept()) {
      for (int i = 0; i < 5; i++) {
        assertThat(nanosOf(i, client, served)).isGreaterThanOrEqualTo(DELAY.toNanos());
        assertThat(nanosOf(i, served, client)).isGreaterThanOrEqualTo(DELAY.toNanos());
      }
    }
  }

  @Test
  void what_is_sent_arrives_in_order_and_whole_in_both_directions_at_once() throws IOException {
    byte[] there = randomBytes(1);
    byte[] back = randomBytes(2);
    try (Socket client = connect();
        Socket served = accept()) {
      CompletableFuture<Void> thither = writeInPieces(client, there);
      CompletableFuture<Void> hither = writeInPieces(served, back);
      CompletableFuture<byte[]> told =
          CompletableFuture.supplyAsync(() -> read(client, back.length), threads);

      assertThat(read(served, there.length)).isEqualTo(there);
      assertThat(told.join()).isEqualTo(back);
      CompletableFuture.allOf(thither, hither).join();
    }
  }

  @Test
  void what_was_sent_before_the_end_arrives_before_the_end() throws IOException {
    try (Socket client = connect();
        Socket served = accept()) {
      client.getOutputStream().write(new byte[] {1, 2, 3});
      client.shutdownOutput();

      assertThat(served.getInputStream().readAllBytes()).containsExactly(1, 2, 3);
    }
  }

  @Test
  void the_server_ends_a_connection_too() throws IOException {
    try (Socket client = connect();
        Socket served = accept()) {
      served.shutdownOutput();

      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void a_connection_ends_when_nobody_is_there() throws IOException {
    server.close();
    try (Socket client = connect()) {
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
  }

  private Socket connect() throws IOException {
    Socket client = new Socket(InetAddress.getLoopbackAddress(), path.port());
    client.setSoTimeout(PATIENCE_MILLIS);
    return client;
  }

  private Socket accept() throws IOException {
    Socket served = server.accept();
    served.setSoTimeout(PATIENCE_MILLIS);
    return served;
  }

  private static long nanosOf(int octet, Socket from, Socket to) throws IOException {
    long sent = System.nanoTime();
    from.getOutputStream().write(octet);
    assertThat(to.getInputStream().read()).isEqualTo(octet);
    return System.nanoTime() - sent;
  }

  private CompletableFuture<Void> writeInPieces(Socket to, byte[] bytes) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            for (int at = 0; at < bytes.length; at += PIECE_BYTES) {
              to.getOutputStream().write(bytes, at, PIECE_BYTES);
            }
          } catch (IOException failed) {
            throw new UncheckedIOException(failed);
          }
        },
        threads);
  }

  private static byte[] read(Socket from, int count) {
    try {
      return from.getInputStream().readNBytes(count);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static byte[] randomBytes(long seed) {
    byte[] bytes = new byte[PIECES * PIECE_BYTES];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private static SocketAddress loopback(int port) {
    return SocketAddress.inetSocketAddress(port, "127.0.0.1");
  }
}
