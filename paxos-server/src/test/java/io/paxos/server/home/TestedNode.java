package io.paxos.server.home;

import io.paxos.server.http.Endpoint;
import io.paxos.server.http.Problem;
import io.paxos.server.http.UnknownPaths;
import io.paxos.server.register.RegisterRoutes;
import io.paxos.server.transport.Addressee;
import io.paxos.server.transport.NodeChannels;
import io.paxos.server.transport.NodeRoute;
import io.paxos.server.transport.NodeSockets;
import io.paxos.server.wire.Exchanged;
import io.paxos.server.wire.Wire;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A node that serves registers on a port of its own, and whose only neighbour that can be a home is
 * a server of the test: the other acceptors claim to be databases.
 */
final class TestedNode implements AutoCloseable {
  static final int MAX_VALUE_BYTES = 1_000;

  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  // Longer than any test may take: what ends earlier was not ended by it.
  private static final Duration FORWARDING_TIMEOUT = Duration.ofMinutes(10);

  private final Vertx vertx = Vertx.vertx();
  private final NodeChannels channels =
      new NodeChannels(vertx, Optional.empty(), Duration.ofMillis(500), Duration.ofSeconds(2));
  private final Forwarder forwarder = new Forwarder(vertx, channels, FORWARDING_TIMEOUT);
  private final Queue<String> misplaced = new ConcurrentLinkedQueue<>();
  private final Neighbourhood neighbourhood;
  private volatile boolean quorumIsLost;
  private volatile boolean isLeaving;
  private volatile Runnable onServed = () -> {};
  private final HttpServer server;

  /** A node next to the one at this address. */
  TestedNode(String neighbour) {
    this.neighbourhood =
        new Neighbourhood(
            Map.of(
                "a", neighbour,
                "b", "jdbc:postgresql://nowhere/b",
                "c", "jdbc:postgresql://nowhere/c"));
    Homes homes =
        new Homes(
            () -> Optional.of(neighbourhood.proposer()), address -> false, neighbourhood::nanoTime);
    Placement placement = Placement.atHome(homes, forwarder, TIMEOUT);
    Router router = Router.router(vertx);
    RegisterRoutes registers =
        new RegisterRoutes(
            () -> Optional.of(neighbourhood.proposer()),
            TIMEOUT,
            MAX_VALUE_BYTES,
            (endpoint, maxBytes) -> placement.of(watched(endpoint), maxBytes));
    registers.mount(router);
    NodeRoute.Access everybody = new NodeRoute.Access(Optional.empty(), true);
    HomeAnswerer here = new HomeAnswerer(registers.here(), () -> isLeaving);
    new NodeSockets(Map.of(Addressee.HOME, here), everybody).mount(router);
    new UnknownPaths().mount(router);
    this.server =
        vertx
            .createHttpServer(NodeSockets.options(new HttpServerOptions()))
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  Neighbourhood neighbourhood() {
    return neighbourhood;
  }

  int port() {
    return server.actualPort();
  }

  String url() {
    return "http://127.0.0.1:" + port();
  }

  Exchanged send(Wire request) {
    return request.sendTo(port());
  }

  /** The value of a register, or nothing. */
  String value(String key) {
    return neighbourhood.read(key).value().map(value -> value.utf8()).orElse("");
  }

  /** Threads other than their event loops on which requests were served. */
  Queue<String> misplaced() {
    return misplaced;
  }

  /** Does this each time when something was served here, or was not. */
  void onceServed(Runnable newOnServed) {
    onServed = newOnServed;
  }

  /** From now on nothing that is served here is applied, as if there were no quorum. */
  void losesItsQuorum() {
    quorumIsLost = true;
  }

  /** From now on it is about to stop. */
  void leaves() {
    isLeaving = true;
  }

  private Endpoint watched(Endpoint endpoint) {
    return call -> {
      Thread eventLoop = Thread.currentThread();
      Endpoint.Operation operation = endpoint.parse(call);
      return () -> {
        if (Thread.currentThread() != eventLoop) {
          misplaced.add(Thread.currentThread().getName());
        }
        return quorumIsLost
            ? CompletableFuture.completedFuture(Problem.notApplied("there is no quorum"))
            : operation.run().whenComplete((answer, failed) -> onServed.run());
      };
    };
  }

  @Override
  public void close() {
    channels.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
    neighbourhood.close();
  }
}
