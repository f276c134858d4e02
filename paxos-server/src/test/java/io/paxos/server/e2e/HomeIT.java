package io.paxos.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One register that everybody wants, through three real nodes that are killed and paused. */
class HomeIT {
  private static final int CLIENTS = 12;
  private static final int INCREMENTS_PER_CLIENT = 100;
  private static final int ROUND = CLIENTS * INCREMENTS_PER_CLIENT;
  private static final Duration CLIENT_TIMEOUT = Duration.ofSeconds(3);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Queue<Long> results = new ConcurrentLinkedQueue<>();
  private final Queue<String> unexpected = new ConcurrentLinkedQueue<>();
  private final AtomicInteger unknown = new AtomicInteger();
  private final AtomicInteger begun = new AtomicInteger();
  private final Map<Integer, Workload.Fault> faults = new ConcurrentHashMap<>();

  @TempDir Path data;

  @Test
  void every_acknowledged_increment_of_a_contended_register_counts_once() throws Exception {
    try (TestCluster cluster = TestCluster.onSqlite(data)) {
      NodeProcess killed = cluster.node(1);
      faults.put(ROUND / 3, killed::kill);
      run(cluster);
      killed.restart();
      killed.awaitReady();
      for (NodeProcess paused : cluster.nodes()) {
        int before = begun.get();
        faults.put(before + ROUND / 3, paused::pause);
        faults.put(before + ROUND / 3 + 4 * CLIENTS, paused::resume);
        run(cluster);
      }

      assertThat(unexpected).isEmpty();
      assertThat(results).as("distinct results").doesNotHaveDuplicates();
      assertThat(results).as("acknowledged").hasSizeGreaterThan(2 * ROUND);
      long acknowledged = results.size();
      for (NodeProcess node : cluster.nodes()) {
        assertThat(valueThrough(node)).isBetween(acknowledged, acknowledged + unknown.get());
      }
    }
  }

  private void run(TestCluster cluster) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int number = 0; number < CLIENTS; number++) {
      int first = number;
      Thread thread = new Thread(() -> incrementThroughAll(cluster, first), "client-" + number);
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private void incrementThroughAll(TestCluster cluster, int first) {
    for (int i = 0; i < INCREMENTS_PER_CLIENT; i++) {
      try {
        Workload.Fault fault = faults.remove(begun.incrementAndGet());
        if (fault != null) {
          fault.strike();
        }
        increment(cluster.node((first + i) % 3));
      } catch (IOException lost) {
        // The node that was asked is dead, or has been for too long: it may have done it.
        unknown.incrementAndGet();
      } catch (InterruptedException interrupted) {
        throw new IllegalStateException(interrupted);
      }
    }
  }

  private void increment(NodeProcess node) throws IOException, InterruptedException {
    HttpResponse<String> response =
        client.send(
            request(node)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"op\":\"increment\",\"by\":1}"))
                .build(),
            BodyHandlers.ofString());
    switch (response.statusCode()) {
      case 200, 201 -> results.add(Long.parseLong(response.body()));
      case 503 -> {}
      case 504 -> unknown.incrementAndGet();
      default -> unexpected.add(response.statusCode() + " " + response.body());
    }
  }

  private long valueThrough(NodeProcess node) throws IOException, InterruptedException {
    return Long.parseLong(client.send(request(node).build(), BodyHandlers.ofString()).body());
  }

  private static HttpRequest.Builder request(NodeProcess node) {
    return HttpRequest.newBuilder(URI.create(node.url() + "/v1/registers/hot"))
        .timeout(CLIENT_TIMEOUT);
  }
}
