package io.paxos.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** The child processes of {@code paxos cluster}: nodes, and the PostgreSQL servers they use. */
final class LocalCluster {
  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);
  private static final int SECRET_BYTES = 32;

  private final Path data;
  private final PrintWriter out;
  private final List<RunningNode> nodes = new ArrayList<>();
  private final List<LocalProcess> servers = new ArrayList<>();
  private boolean stopping;
  private CountDownLatch running = new CountDownLatch(0);

  /** A node and its process. */
  record RunningNode(NodeSpec spec, LocalProcess process) {}

  LocalCluster(Path data, PrintWriter out) throws IOException {
    this.data = data;
    this.out = out;
    Files.createDirectories(data);
  }

  List<RunningNode> nodes() {
    return List.copyOf(nodes);
  }

  /** Starts a PostgreSQL server of our own, and returns the options that tell a node of it. */
  List<String> startPostgres(Path home, String name, int port)
      throws IOException, InterruptedException {
    requireFree(name, port);
    PostgresServer server = new PostgresServer(home, data, name, port);
    out.println("starting PostgreSQL " + name + " on 127.0.0.1:" + port);
    out.flush();
    server.initialise();
    LocalProcess process = server.start();
    remember(process);
    process.awaitReady(() -> server.isReady(process), START_TIMEOUT);
    return server.nodeOptions();
  }

  private synchronized void remember(LocalProcess server) {
    servers.add(server);
  }

  /** Starts the nodes and waits until all are ready. */
  void start(List<NodeSpec> specs) throws IOException, InterruptedException {
    createSecret();
    int firstPort = specs.get(0).port();
    requireSame(portFile(), "ports from", "--port", firstPort);
    requireSame(sizeFile(), "how many they are:", "--nodes", specs.size());
    for (NodeSpec spec : specs) {
      requireFree(spec.id(), spec.port());
    }
    running = new CountDownLatch(specs.size());
    for (NodeSpec spec : specs) {
      startNode(spec);
    }
    HttpClient client = HttpClient.newHttpClient();
    for (RunningNode node : nodes()) {
      node.process().awaitReady(() -> isReady(client, node.spec()), START_TIMEOUT);
    }
    Files.writeString(portFile(), firstPort + "\n");
    Files.writeString(sizeFile(), specs.size() + "\n");
  }

  private Path portFile() {
    return data.resolve("cluster-port");
  }

  private Path sizeFile() {
    return data.resolve("cluster-size");
  }

  /** Who there is, and where, is what the nodes agreed on when they first met. */
  private void requireSame(Path file, String what, String option, int number) throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    String before = Files.readString(file).strip();
    if (!before.equals(Integer.toString(number))) {
      throw new LocalProcess.StartFailure(
          "the nodes in %s agreed on %s %s; start them with %s %s, or new ones with --data"
              .formatted(data, what, before, option, before));
    }
  }

  private synchronized void startNode(NodeSpec spec) throws IOException {
    if (stopping) {
      return;
    }
    List<String> command = new ArrayList<>(OwnCommand.line());
    command.addAll(spec.arguments());
    command.add("--stop-with-input");
    LocalProcess process = LocalProcess.start(spec.id(), command, data.resolve(spec.id() + ".log"));
    nodes.add(new RunningNode(spec, process));
    Files.writeString(pidFile(spec), process.pid() + "\n");
    process.onEnd(exitCode -> onNodeEnd(spec, exitCode));
  }

  /** For those who want to signal a node. */
  private Path pidFile(NodeSpec spec) {
    return data.resolve(spec.id() + ".pid");
  }

  private void onNodeEnd(NodeSpec spec, int exitCode) {
    synchronized (this) {
      removePidFile(spec);
      if (!stopping) {
        out.println(Suggestions.afterEnd(spec, exitCode));
        out.flush();
      }
    }
    running.countDown();
  }

  private void removePidFile(NodeSpec spec) {
    try {
      Files.deleteIfExists(pidFile(spec));
    } catch (IOException failed) {
      out.println("the file " + pidFile(spec) + " could not be removed: " + failed.getMessage());
    }
  }

  /** Waits until no node is left. */
  int awaitEnd() throws InterruptedException {
    running.await();
    return 1;
  }

  /** Stops everything, nodes before databases. */
  void stop() {
    List<RunningNode> toStop;
    List<LocalProcess> databases;
    synchronized (this) {
      stopping = true;
      toStop = List.copyOf(nodes);
      databases = List.copyOf(servers);
    }
    toStop.forEach(node -> node.process().terminate());
    toStop.forEach(node -> node.process().awaitEnd(STOP_PATIENCE));
    toStop.forEach(node -> removePidFile(node.spec()));
    databases.forEach(LocalProcess::terminate);
    databases.forEach(database -> database.awaitEnd(STOP_PATIENCE));
    out.println("stopped; the data are kept in " + data);
    out.flush();
  }

  /** The nodes prove with it that they belong together. */
  private void createSecret() throws IOException {
    Path file = NodeSpec.secretFile(data);
    if (Files.exists(file)) {
      return;
    }
    byte[] secret = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(secret);
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Files.createFile(file, ownerOnly);
    Files.writeString(file, HexFormat.of().formatHex(secret) + "\n");
  }

  private static void requireFree(String name, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException inUse) {
      throw new LocalProcess.StartFailure(
          "port %d, for %s, is in use; a new cluster on others: --port and --data"
              .formatted(port, name));
    }
  }

  private static boolean isReady(HttpClient client, NodeSpec node) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(node.url() + "/q/health/ready"))
            .timeout(Duration.ofSeconds(2))
            .build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
