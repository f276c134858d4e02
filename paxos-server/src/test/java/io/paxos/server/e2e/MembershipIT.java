package io.paxos.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Members come and go, as real processes, by the commands that the documents name. */
class MembershipIT {
  private static final int REGISTERS = 100;

  private final HttpClient client = HttpClient.newHttpClient();

  @TempDir Path data;

  /** How a command ended. */
  private record Ended(int code, String output) {}

  @Test
  void all_original_nodes_are_replaced_and_the_new_ones_find_each_other_without_any_seed()
      throws Exception {
    try (TestCluster cluster = TestCluster.onSqlite(data)) {
      writeRegisters(cluster.node(0));
      List<NodeProcess> newcomers = new ArrayList<>();
      for (String id : List.of("n4", "n5", "n6")) {
        newcomers.add(cluster.join(id));
      }
      newcomers.forEach(NodeProcess::awaitReady);
      assertThat(own(newcomers.get(0))).isEqualTo("joining");

      List<String> add = new ArrayList<>(List.of("add"));
      newcomers.forEach(node -> add.add(node.id() + "=" + node.url()));
      requireDone(members(cluster, cluster.node(0), add));
      requireDone(members(cluster, newcomers.get(0), List.of("remove", "n1", "n2", "n3")));
      assertThat(own(newcomers.get(0))).isEqualTo("voting");
      assertThat(own(cluster.node(0))).isEqualTo("removed");
      requireRegisters(cluster.node(0));

      for (NodeProcess node : cluster.nodes()) {
        node.kill();
      }
      for (NodeProcess node : newcomers) {
        node.restart();
      }
      newcomers.forEach(NodeProcess::awaitReady);
      newcomers.forEach(this::requireRegisters);
    }
  }

  @Test
  void a_wiped_node_takes_its_own_place_and_the_disk_that_was_lost_is_never_admitted_again()
      throws Exception {
    try (TestCluster cluster = TestCluster.onSqlite(data)) {
      writeRegisters(cluster.node(0));
      NodeProcess third = cluster.node(2);
      Path lost = Files.createDirectory(data.resolve("lost"));
      third.kill();
      move(data, lost, "n3.db");
      third.restart();
      third.awaitReady();
      assertThat(own(third)).isEqualTo("replaced");
      assertThat(third.log()).contains("./paxos members replace n3");

      requireDone(members(cluster, cluster.node(0), List.of("replace", "n3")));
      assertThat(own(third)).isEqualTo("voting");
      cluster.node(1).kill();
      requireRegisters(third);
      cluster.node(1).restart();
      cluster.node(1).awaitReady();

      third.kill();
      move(data, Files.createDirectory(data.resolve("second")), "n3.db");
      move(lost, data, "n3.db");
      third.restart();
      third.awaitReady();
      assertThat(own(third)).isEqualTo("removed");
      Ended refused = members(cluster, cluster.node(0), List.of("replace", "n3"));
      assertThat(refused.code()).isEqualTo(1);
      assertThat(refused.output()).contains("has left this cluster once");
    }
  }

  private void writeRegisters(NodeProcess node) throws IOException, InterruptedException {
    for (int i = 0; i < REGISTERS; i++) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(node.url() + "/v1/registers/k" + i))
              .PUT(BodyPublishers.ofString("value " + i))
              .build();
      assertThat(client.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(201);
    }
  }

  private void requireRegisters(NodeProcess node) {
    for (int i = 0; i < REGISTERS; i++) {
      assertThat(get(node, "/v1/registers/k" + i)).as("k%d", i).isEqualTo("value " + i);
    }
  }

  private String own(NodeProcess node) throws IOException {
    JsonNode cluster = new ObjectMapper().readTree(get(node, "/v1/cluster"));
    return cluster.path("node").path("acceptor").asText();
  }

  private String get(NodeProcess node, String path) {
    HttpRequest request = HttpRequest.newBuilder(URI.create(node.url() + path)).build();
    try {
      return client.send(request, BodyHandlers.ofString()).body();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private static void requireDone(Ended ended) {
    assertThat(ended.code()).as(ended.output()).isZero();
    assertThat(ended.output()).contains("done: the members are ");
  }

  private static Ended members(TestCluster cluster, NodeProcess server, List<String> words)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(NodeProcess.program());
    command.add("members");
    command.addAll(words);
    command.addAll(List.of("--server", server.url()));
    command.addAll(List.of("--cluster-secret-file", cluster.secret().toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(output).isTrue();
    return new Ended(process.exitValue(), output);
  }

  private static void move(Path from, Path to, String prefix) throws IOException {
    try (var files = Files.list(from)) {
      for (Path file :
          files.filter(path -> path.getFileName().toString().startsWith(prefix)).toList()) {
        Files.move(file, to.resolve(file.getFileName()));
      }
    }
  }
}
