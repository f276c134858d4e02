package io.paxos.wan;

import io.vertx.core.Vertx;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Three nodes, each a process of its own, and a delayed path from each to each other. The nodes are
 * as they always are: that the ways are long is all in how each resolves the names of the others.
 */
final class WideCluster implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(1);
  private static final long STOP_SECONDS = 10;
  private static final long POLL_MILLIS = 100;

  private final Path data;
  private final List<Site> sites;
  private final Vertx vertx = Vertx.vertx();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final List<DelayedPath> paths = new ArrayList<>();
  private final List<Process> nodes = new ArrayList<>();

  WideCluster(Path data, List<Site> sites) {
    this.data = data;
    this.sites = List.copyOf(sites);
  }

  /**
   * Starts it; blocks until every node is ready.
   *
   * @param launcher the script {@code paxos}, with what is to stand before the word {@code node}
   * @throws IllegalStateException if one does not become ready, or its port is in use
   */
  void start(RoundTrips roundTrips, List<String> launcher)
      throws IOException, InterruptedException {
    for (Site site : sites) {
      requireFree(site);
    }
    Files.createDirectories(data);
    for (Site from : sites) {
      for (Site to : sites) {
        if (!from.equals(to)) {
          openPath(from, to, roundTrips.between(from.number(), to.number()).dividedBy(2));
        }
      }
    }
    for (Site site : sites) {
      startNode(site, launcher);
    }
    HttpClient client = HttpClient.newHttpClient();
    for (Site site : sites) {
      awaitReady(client, site);
    }
  }

  /** Else somebody else's node would be measured. */
  private static void requireFree(Site site) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), site.port()));
    } catch (IOException inUse) {
      throw new IllegalStateException(
          "port %d, for %s, is in use: choose others with --port"
              .formatted(site.port(), site.node()),
          inUse);
    }
  }

  private void openPath(Site from, Site to, Duration delay) {
    paths.add(
        DelayedPath.open(
            vertx,
            timer,
            SocketAddress.inetSocketAddress(to.port(), from.pathAddress(to)),
            SocketAddress.inetSocketAddress(to.port(), "127.0.0.1"),
            delay));
  }

  private synchronized void startNode(Site site, List<String> launcher) throws IOException {
    Path hosts = data.resolve(site.node() + ".hosts");
    Files.writeString(hosts, site.hosts(sites));
    List<String> command = new ArrayList<>(launcher);
    command.addAll(List.of("node", "--id", site.node(), "--seeds", seeds()));
    command.addAll(List.of("--port", Integer.toString(site.port())));
    command.addAll(List.of("--data", data.toString(), "--stop-with-input"));
    ProcessBuilder node =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log(site).toFile()));
    node.environment().put("NODE_HOSTS_FILE", hosts.toAbsolutePath().toString());
    nodes.add(node.start());
  }

  private String seeds() {
    return sites.stream()
        .map(site -> site.node() + "=" + site.address())
        .collect(Collectors.joining(","));
  }

  private Path log(Site site) {
    return data.resolve(site.node() + ".log");
  }

  private void awaitReady(HttpClient client, Site site) throws InterruptedException {
    HttpRequest question =
        HttpRequest.newBuilder(URI.create(site.localAddress() + "/q/health/ready"))
            .timeout(Duration.ofSeconds(5))
            .build();
    Process node = nodes.get(site.number());
    long began = System.nanoTime();
    while (!isReady(client, question)) {
      boolean ended = node.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
      if (ended || System.nanoTime() - began > START.toNanos()) {
        throw new IllegalStateException(
            "%s %s; its log is %s"
                .formatted(site.node(), ended ? "ended" : "does not become ready", log(site)));
      }
    }
  }

  private static boolean isReady(HttpClient client, HttpRequest question)
      throws InterruptedException {
    try {
      return client.send(question, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Stops the nodes, and then the ways. */
  @Override
  public synchronized void close() {
    nodes.forEach(Process::destroy);
    for (Process node : nodes) {
      try {
        if (!node.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
          node.destroyForcibly();
        }
      } catch (InterruptedException interrupted) {
        node.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
    nodes.clear();
    paths.forEach(DelayedPath::close);
    paths.clear();
    timer.shutdownNow();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
