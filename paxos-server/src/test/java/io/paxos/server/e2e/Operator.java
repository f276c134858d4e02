package io.paxos.server.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** Somebody who changes the members of a cluster over HTTP, through whichever node answers. */
final class Operator {
  private static final Duration PATIENCE =
      Duration.ofSeconds(180 + Integer.getInteger("paxos.e2e.registers", 0) / 50);
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TestCluster cluster;
  private final String authorization;
  private final HttpClient client = HttpClient.newHttpClient();

  Operator(TestCluster cluster) throws IOException {
    this.cluster = cluster;
    this.authorization = "Bearer " + Files.readString(cluster.secret()).strip();
  }

  /** What a node says of the cluster. */
  JsonNode cluster(NodeProcess node) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(node.url() + "/v1/cluster")).timeout(ANSWER).build();
    return JSON.readTree(client.send(request, BodyHandlers.ofString()).body());
  }

  /** Asks one node for a change. */
  HttpResponse<String> ask(NodeProcess node, String change)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(node.url() + "/v1/cluster/changes"))
            .timeout(ANSWER)
            .header("Authorization", authorization)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(change))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  /** Puts one node in the place of another, however often that has to be asked for. */
  void replace(String leaving, NodeProcess joining) {
    String change =
        "{\"remove\":[\"%s\"],\"add\":[{\"id\":\"%s\",\"address\":\"%s\"}]}"
            .formatted(leaving, joining.id(), joining.url());
    Awaitility.await(leaving + " is replaced by " + joining.id())
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> isReplaced(leaving, joining.id()) || isAskedInVain(change));
  }

  private boolean isReplaced(String leaving, String joining) {
    return cluster.nodes().stream().anyMatch(node -> isStableWith(node, joining, leaving));
  }

  /** Asks again: whether it was begun, refused because it has begun, or lost, is seen later. */
  private boolean isAskedInVain(String change) {
    boolean unused = cluster.nodes().stream().anyMatch(node -> isAccepted(node, change));
    return false;
  }

  private boolean isAccepted(NodeProcess node, String change) {
    try {
      return ask(node, change).statusCode() == 202;
    } catch (IOException away) {
      return false;
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  /** Whether a node knows of a change that is under way. */
  boolean isChanging(NodeProcess node) {
    try {
      return !"stable".equals(cluster(node).path("stage").asText("stable"));
    } catch (IOException away) {
      return false;
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  /** Whether a node knows a configuration without a change under way, with and without these. */
  private boolean isStableWith(NodeProcess node, String present, String absent) {
    try {
      JsonNode told = cluster(node);
      List<String> members = members(told);
      return "stable".equals(told.path("stage").asText())
          && members.contains(present)
          && !members.contains(absent);
    } catch (IOException away) {
      return false;
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  /** The names of the acceptors. */
  static List<String> members(JsonNode told) {
    List<String> names = new ArrayList<>();
    told.path("acceptors").forEach(acceptor -> names.add(acceptor.path("id").asText()));
    return names;
  }
}
