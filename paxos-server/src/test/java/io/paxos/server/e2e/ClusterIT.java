package io.paxos.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.checker.Linearizability;
import io.paxos.history.Operation;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three real server processes, killed, paused, and restarted while clients write. */
class ClusterIT {
  private static final List<String> KEYS = List.of("hot", "warm", "caf%C3%A9%2Fcr%C3%A8me");

  private final HttpClient client = HttpClient.newHttpClient();

  @TempDir Path data;

  @Test
  void no_acknowledged_write_is_lost_while_nodes_on_sqlite_are_killed_and_paused()
      throws Exception {
    try (TestCluster cluster = TestCluster.onSqlite(data)) {
      NodeProcess second = cluster.node(1);
      NodeProcess third = cluster.node(2);
      Workload workload =
          new Workload(cluster.nodes(), 8, 150, KEYS)
              .at(0.10, second::kill)
              .at(0.25, second::restart)
              .at(0.40, third::pause)
              .at(0.50, third::resume)
              .at(0.60, cluster.node(0)::kill)
              .at(0.70, cluster.node(0)::restart)
              .at(0.80, second::kill)
              .at(0.90, second::restart);
      workload.run();
      cluster.nodes().forEach(NodeProcess::awaitReady);
      workload.readEverything();

      requireLinearizable(workload);
      assertThat(workload.count(Operation.Wrote.class))
          .as("acknowledged writes")
          .isGreaterThan(300);
    }
  }

  @Test
  void no_acknowledged_write_is_lost_while_nodes_on_postgresql_are_killed() throws Exception {
    List<EmbeddedPostgres> servers = new ArrayList<>();
    try {
      startThree(servers);
      try (TestCluster cluster = TestCluster.start(data, i -> postgresql(servers.get(i)))) {
        NodeProcess third = cluster.node(2);
        Workload workload =
            new Workload(cluster.nodes(), 6, 80, KEYS)
                .at(0.25, third::kill)
                .at(0.60, third::restart);
        workload.run();
        cluster.nodes().forEach(NodeProcess::awaitReady);
        workload.readEverything();
        requireLinearizable(workload);
        requireSameThroughStatelessNode(cluster, servers);
      }
    } finally {
      for (EmbeddedPostgres server : servers) {
        server.close();
      }
    }
  }

  @Test
  void nodes_without_storage_are_a_cluster_over_three_databases() throws Exception {
    List<EmbeddedPostgres> servers = new ArrayList<>();
    try {
      startThree(servers);
      try (TestCluster cluster = TestCluster.stateless(data, seeds(servers))) {
        assertThat(put(cluster.node(0), "registers/k", "x").statusCode()).isEqualTo(201);
        assertThat(get(cluster.node(1), "registers/k").body()).isEqualTo("x");

        servers.get(2).close();

        assertThat(put(cluster.node(1), "registers/k", "y").statusCode()).isEqualTo(204);
        assertThat(get(cluster.node(0), "registers/k").body()).isEqualTo("y");
      }
    } finally {
      for (EmbeddedPostgres server : servers) {
        server.close();
      }
    }
  }

  @Test
  void data_survive_a_restart_of_the_whole_cluster() throws Exception {
    try (TestCluster cluster = TestCluster.onSqlite(data)) {
      assertThat(put(cluster.node(0), "registers/k", "kept").statusCode()).isEqualTo(201);
      assertThat(cluster.nodes()).allMatch(node -> node.stop() >= 0);
      for (NodeProcess node : cluster.nodes()) {
        node.restart();
      }
      cluster.nodes().forEach(NodeProcess::awaitReady);

      for (NodeProcess node : cluster.nodes()) {
        HttpResponse<String> response = get(node, "registers/k");
        assertThat(response.body()).isEqualTo("kept");
        assertThat(response.headers().firstValue("ETag")).contains("\"1\"");
      }
    }
  }

  @Test
  void of_concurrent_writers_of_a_switch_through_all_nodes_exactly_one_succeeds() throws Exception {
    try (TestCluster cluster = TestCluster.onSqlite(data)) {
      for (int round = 0; round < 10; round++) {
        String path = "switches/s" + round;
        List<CompletableFuture<Integer>> writers =
            IntStream.range(0, 9)
                .mapToObj(i -> putAsync(cluster.node(i % 3), path, "writer " + i))
                .toList();
        List<Integer> statuses = writers.stream().map(CompletableFuture::join).toList();
        assertThat(statuses).filteredOn(status -> status == 201).hasSize(1);
        assertThat(statuses).filteredOn(status -> status == 409).hasSize(8);
        assertThat(put(cluster.node(0), path, "late").statusCode()).isEqualTo(409);
      }
    }
  }

  @Test
  void a_node_is_not_ready_without_a_quorum_and_says_that_nothing_was_applied() throws Exception {
    try (TestCluster cluster = TestCluster.onSqlite(data)) {
      cluster.node(1).kill();
      assertThat(put(cluster.node(0), "registers/k", "two of three").statusCode()).isEqualTo(201);
      cluster.node(2).kill();

      // Not the same register: a promise may be kept for that one, and an accept under it that one
      // acceptor has taken may yet be chosen. Nothing is accepted where nothing is promised.
      HttpResponse<String> response = put(cluster.node(0), "registers/l", "one of three");

      assertThat(response.statusCode()).isEqualTo(503);
      assertThat(response.headers().firstValue("Retry-After")).isPresent();
      assertThat(response.body()).contains("\"applied\":false");
      assertThat(cluster.node(0).status("/q/health/ready")).isEqualTo(503);
      assertThat(cluster.node(0).status("/q/health/live")).isEqualTo(200);
    }
  }

  @Test
  void a_node_whose_disk_was_wiped_does_not_vote() throws Exception {
    try (TestCluster cluster = TestCluster.onSqlite(data)) {
      assertThat(put(cluster.node(0), "registers/k", "x").statusCode()).isEqualTo(201);
      cluster.node(2).kill();
      try (var files = Files.list(data)) {
        for (Path file :
            files.filter(path -> path.getFileName().toString().startsWith("n3.db")).toList()) {
          Files.delete(file);
        }
      }
      cluster.node(2).restart();
      cluster.node(2).awaitReady();
      assertThat(get(cluster.node(2), "registers/k").body()).isEqualTo("x");

      cluster.node(1).kill();

      assertThat(get(cluster.node(0), "registers/k").statusCode()).isEqualTo(503);
      assertThat(cluster.node(2).log()).contains("store");
    }
  }

  /** A node without a database of its own, over the three databases of the others. */
  private void requireSameThroughStatelessNode(TestCluster cluster, List<EmbeddedPostgres> servers)
      throws IOException, InterruptedException {
    int port = TestCluster.freePorts(1).get(0);
    NodeProcess stateless = cluster.add("n9", port, seeds(servers), List.of());
    stateless.awaitReady();
    for (String key : KEYS) {
      HttpResponse<String> there = get(cluster.node(0), "registers/" + key);
      HttpResponse<String> here = get(stateless, "registers/" + key);
      assertThat(here.body()).isEqualTo(there.body());
      assertThat(here.headers().firstValue("ETag")).isEqualTo(there.headers().firstValue("ETag"));
    }
    assertThat(put(stateless, "registers/stateless", "yes").statusCode()).isEqualTo(201);
    assertThat(get(cluster.node(1), "registers/stateless").body()).isEqualTo("yes");
  }

  /** Adds them one by one, so that those that have started are closed if another one does not. */
  private static void startThree(List<EmbeddedPostgres> servers) throws IOException {
    for (int i = 0; i < 3; i++) {
      // The library's own defaults are fast and forget.
      servers.add(
          EmbeddedPostgres.builder()
              .setServerConfig("fsync", "on")
              .setServerConfig("full_page_writes", "on")
              .start());
    }
  }

  /** The databases themselves as seeds. */
  private static String seeds(List<EmbeddedPostgres> servers) {
    return IntStream.range(0, 3)
        .mapToObj(i -> "n" + (i + 1) + "=" + servers.get(i).getJdbcUrl("postgres", "postgres"))
        .collect(Collectors.joining(","));
  }

  private static List<String> postgresql(EmbeddedPostgres server) {
    String url = server.getJdbcUrl("postgres", "postgres");
    return List.of("--storage", "postgresql", "--jdbc-url", url);
  }

  private static void requireLinearizable(Workload workload) {
    workload
        .histories()
        .forEach(
            (key, history) -> assertThat(Linearizability.violation(history)).as(key).isEmpty());
  }

  private HttpResponse<String> put(NodeProcess node, String path, String value)
      throws IOException, InterruptedException {
    return client.send(putRequest(node, path, value), BodyHandlers.ofString());
  }

  private CompletableFuture<Integer> putAsync(NodeProcess node, String path, String value) {
    return client
        .sendAsync(putRequest(node, path, value), BodyHandlers.discarding())
        .thenApply(HttpResponse::statusCode);
  }

  private static HttpRequest putRequest(NodeProcess node, String path, String value) {
    return HttpRequest.newBuilder(URI.create(node.url() + "/v1/" + path))
        .PUT(BodyPublishers.ofString(value))
        .build();
  }

  private HttpResponse<String> get(NodeProcess node, String path)
      throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(node.url() + "/v1/" + path)).build();
    return client.send(request, BodyHandlers.ofString());
  }
}
