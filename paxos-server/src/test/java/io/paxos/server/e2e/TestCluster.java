package io.paxos.server.e2e;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Three nodes on free ports. */
final class TestCluster implements AutoCloseable {
  private final List<NodeProcess> nodes = new CopyOnWriteArrayList<>();
  private final Path data;
  private final Path secret;
  private final String seeds;

  private TestCluster(Path data, String seeds) throws IOException {
    this.data = data;
    this.seeds = seeds;
    this.secret = data.resolve("cluster-secret");
    Files.writeString(secret, "a secret of the tests\n");
  }

  /** Starts three nodes with a SQLite file each. */
  static TestCluster onSqlite(Path data) throws IOException {
    return start(data, number -> List.of("--storage", "sqlite"));
  }

  /**
   * Starts three nodes and waits until they are ready.
   *
   * @param database the options that tell node 0, 1, 2 of its database
   */
  static TestCluster start(Path data, IntFunction<List<String>> database) throws IOException {
    List<Integer> ports = freePorts(3);
    String seeds =
        IntStream.range(0, 3)
            .mapToObj(i -> "n" + (i + 1) + "=http://127.0.0.1:" + ports.get(i))
            .collect(Collectors.joining(","));
    TestCluster cluster = new TestCluster(data, seeds);
    for (int i = 0; i < 3; i++) {
      cluster.add("n" + (i + 1), ports.get(i), seeds, database.apply(i));
    }
    cluster.nodes.forEach(NodeProcess::awaitReady);
    return cluster;
  }

  /** Starts two nodes without a database of their own and waits until they are ready. */
  static TestCluster stateless(Path data, String seeds) throws IOException {
    TestCluster cluster = new TestCluster(data, seeds);
    for (int port : freePorts(2)) {
      cluster.add("gateway-" + port, port, seeds, List.of());
    }
    cluster.nodes.forEach(NodeProcess::awaitReady);
    return cluster;
  }

  /** Starts one more node, with seeds of its own. */
  NodeProcess add(String id, int port, String itsSeeds, List<String> database) throws IOException {
    List<String> command = new ArrayList<>(NodeProcess.program());
    command.addAll(List.of("node", "--id", id, "--port", Integer.toString(port)));
    command.addAll(List.of("--seeds", itsSeeds, "--data", data.toString()));
    command.addAll(List.of("--cluster-secret-file", secret.toString()));
    command.addAll(database);
    NodeProcess node = new NodeProcess(id, port, command, data.resolve(id + ".log"));
    nodes.add(node);
    return node;
  }

  /** Starts one more node with an SQLite file, which waits to be admitted. */
  NodeProcess join(String id) throws IOException {
    return add(id, freePorts(1).get(0), seeds, List.of("--storage", "sqlite", "--join"));
  }

  /** Kills a node for good. */
  void remove(NodeProcess node) {
    node.kill();
    nodes.remove(node);
  }

  List<NodeProcess> nodes() {
    return List.copyOf(nodes);
  }

  /** The file with the cluster secret. */
  Path secret() {
    return secret;
  }

  NodeProcess node(int number) {
    return nodes.get(number);
  }

  String seeds() {
    return seeds;
  }

  static List<Integer> freePorts(int count) throws IOException {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      return sockets.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      for (ServerSocket socket : sockets) {
        socket.close();
      }
    }
  }

  @Override
  public void close() {
    nodes.forEach(NodeProcess::kill);
  }
}
