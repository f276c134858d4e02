package io.paxos.server.home;

import io.paxos.protocol.Member;
import io.paxos.server.http.Call;
import io.paxos.server.transport.Addressee;
import io.paxos.server.transport.NodeChannel;
import io.paxos.server.transport.NodeChannels;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/**
 * Passes requests of clients on to other nodes, as they are, and their answers back. Thread-safe.
 */
public final class Forwarder {
  private static final ByteBuffer PING = ByteBuffer.allocate(0);

  private final Vertx vertx;
  private final NodeChannels channels;
  private final Duration timeout;
  private final Map<String, Way> ways = new ConcurrentHashMap<>();

  /**
   * A forwarder without connections yet.
   *
   * @param channels not closed by this
   * @param timeout of a request, the time that the other node takes for it included
   */
  public Forwarder(Vertx vertx, NodeChannels channels, Duration timeout) {
    this.vertx = vertx;
    this.channels = channels;
    this.timeout = timeout;
  }

  /** Passes a request on; never completes exceptionally, and completes on this event loop. */
  CompletionStage<Reached> send(Member home, Call call, byte[] content) {
    Context eventLoop = vertx.getOrCreateContext();
    CompletableFuture<Reached> reached = new CompletableFuture<>();
    var unused =
        way(home)
            .send(Passed.of(call, content))
            .onSuccess(outcome -> eventLoop.runOnContext(now -> reached.complete(outcome)));
    return reached;
  }

  /**
   * Asks a node that has not answered for signs of life until one comes.
   *
   * @param onSilence as in {@link Rapport#awaitLife}
   */
  void awaitLife(Member home, BooleanSupplier onSilence) {
    way(home).rapport().awaitLife(onSilence);
  }

  private Way way(Member home) {
    return ways.computeIfAbsent(home.address(), this::way);
  }

  private Way way(String address) {
    NodeChannel signs = channels.apart(address);
    return new Way(
        channels.shared(address),
        timeout,
        new Rapport(vertx, () -> signs.ask(Addressee.HOME, PING)));
  }

  /**
   * The way to one other node. Signs of life have a channel of their own, as they must not wait
   * behind those that they are about.
   */
  private record Way(NodeChannel channel, Duration timeout, Rapport rapport) {
    Future<Reached> send(Passed passed) {
      Passage passage = new Passage();
      Future<Reached> answer =
          channel
              .ask(Addressee.HOME, PassedCodec.encode(passed), timeout, passage::begin)
              .map(PassedCodec::decodeAnswer);
      return rapport.await(answer, () -> passage.giveUp(answer));
    }
  }

  /** One request on its way: given up while it has no connection, it is never sent. */
  private static final class Passage {
    private enum Stage {
      WAITING,
      BEGUN,
      GIVEN_UP
    }

    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.WAITING);

    boolean begin() {
      return stage.compareAndSet(Stage.WAITING, Stage.BEGUN);
    }

    Reached giveUp(Future<Reached> answer) {
      Stage before = stage.compareAndExchange(Stage.WAITING, Stage.GIVEN_UP);
      return before == Stage.BEGUN ? new Reached.Lost(answer) : new Reached.NotDone();
    }
  }
}
