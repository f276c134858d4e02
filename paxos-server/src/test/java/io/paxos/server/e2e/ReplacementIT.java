package io.paxos.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.checker.Linearizability;
import io.paxos.history.Operation;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every node of a cluster is replaced while clients work; what they delete leaves nothing. */
class ReplacementIT {
  private static final int REGISTERS = Integer.getInteger("paxos.e2e.registers", 500);
  private static final List<String> KEYS =
      IntStream.range(0, 3 + REGISTERS / 1_000).mapToObj(i -> "shared-" + i).toList();
  private static final int CALM_OPERATIONS = 1_000 + REGISTERS / 20;

  /** Well below the 100 streams of a connection, some of which have just ended (HTTP/2). */
  private static final int WRITTEN_AT_ONCE = 50;

  private final HttpClient client = HttpClient.newHttpClient();

  /** The common pool has one thread on two processors, and one who waits would keep it. */
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @TempDir Path data;

  @AfterEach
  void dismiss() {
    threads.shutdownNow();
  }

  @Test
  void every_node_is_replaced_by_another_while_clients_write_and_nodes_are_killed()
      throws Exception {
    try (TestCluster cluster = TestCluster.onSqlite(data)) {
      fill(cluster.node(0));
      AtomicBoolean over = new AtomicBoolean();
      Workload workload =
          new Workload(cluster::nodes, 12, 20, KEYS).goingOnWhile(() -> !over.get());
      CompletableFuture<Void> replacing =
          CompletableFuture.runAsync(() -> replaceAll(cluster, workload), threads)
              .whenComplete((done, failed) -> over.set(true));
      workload.run();
      replacing.join();

      cluster.nodes().forEach(NodeProcess::awaitReady);
      assertThat(cluster.nodes()).extracting(NodeProcess::id).containsExactly("n4", "n5", "n6");
      workload.readEverything();
      requireLinearizable(workload);
      assertThat(workload.count(Operation.Wrote.class)).isGreaterThan(50);
      for (NodeProcess node : cluster.nodes()) {
        requireFilled(node);
      }
    }
  }

  /** One after the other, while somebody dies again and again, the coordinator at times. */
  private void replaceAll(TestCluster cluster, Workload workload) {
    try {
      SplittableRandom random = new SplittableRandom(4);
      Operator operator = new Operator(cluster);
      for (NodeProcess leaving : cluster.nodes()) {
        NodeProcess joining = cluster.join("n" + (Integer.parseInt(leaving.id().substring(1)) + 3));
        joining.awaitStarted();
        CompletableFuture<Void> change =
            CompletableFuture.runAsync(() -> operator.replace(leaving.id(), joining), threads);
        Awaitility.await()
            .atMost(Duration.ofMinutes(1))
            .until(
                () -> change.isDone() || cluster.nodes().stream().anyMatch(operator::isChanging));
        do {
          NodeProcess victim = cluster.nodes().get(random.nextInt(cluster.nodes().size()));
          victim.kill();
          victim.restart();
          victim.awaitStarted();
          long calm = workload.done() + CALM_OPERATIONS;
          Awaitility.await()
              .atMost(Duration.ofMinutes(5))
              .until(() -> change.isDone() || workload.done() >= calm);
        } while (!change.isDone());
        change.join();
        cluster.remove(leaving);
      }
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  @Test
  void what_was_deleted_leaves_nothing_behind_in_the_tables() throws Exception {
    try (TestCluster cluster = TestCluster.onSqlite(data)) {
      fill(cluster.node(0));
      deleteAll(cluster.node(1));
      for (String node : List.of("n1", "n2", "n3")) {
        Awaitility.await(node + " has no rows left")
            .atMost(Duration.ofSeconds(60 + REGISTERS / 500))
            .until(() -> rows(node) < 10);
      }
    }
  }

  private void fill(NodeProcess node) {
    inPortions(
        i ->
            client
                .sendAsync(
                    register(node, i).PUT(BodyPublishers.ofString("value " + i)).build(),
                    BodyHandlers.discarding())
                .thenAccept(response -> assertThat(response.statusCode()).isEqualTo(201)));
  }

  private void deleteAll(NodeProcess node) {
    inPortions(
        i ->
            client
                .sendAsync(register(node, i).DELETE().build(), BodyHandlers.discarding())
                .thenAccept(response -> assertThat(response.statusCode()).isEqualTo(204)));
  }

  private void requireFilled(NodeProcess node) {
    inPortions(
        i ->
            client
                .sendAsync(register(node, i).GET().build(), BodyHandlers.ofString())
                .thenAccept(response -> assertThat(response.body()).isEqualTo("value " + i)));
  }

  private static HttpRequest.Builder register(NodeProcess node, int number) {
    return HttpRequest.newBuilder(URI.create(node.url() + "/v1/registers/filled/" + number))
        .timeout(Duration.ofSeconds(20));
  }

  private static void inPortions(IntFunction<CompletableFuture<Void>> call) {
    for (int from = 0; from < REGISTERS; from += WRITTEN_AT_ONCE) {
      List<CompletableFuture<Void>> calls = new ArrayList<>();
      for (int i = from; i < Math.min(from + WRITTEN_AT_ONCE, REGISTERS); i++) {
        calls.add(call.apply(i));
      }
      CompletableFuture.allOf(calls.toArray(CompletableFuture<?>[]::new)).join();
    }
  }

  private int rows(String node) throws SQLException {
    String url = "jdbc:sqlite:" + data.resolve(node + ".db");
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet count = statement.executeQuery("select count(*) from paxos_register")) {
      return count.getInt(1);
    }
  }

  private static void requireLinearizable(Workload workload) {
    workload
        .histories()
        .forEach(
            (key, history) -> assertThat(Linearizability.violation(history)).as(key).isEmpty());
  }
}
