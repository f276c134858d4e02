package io.paxos.server.home;

import static io.paxos.server.wire.Wire.delete;
import static io.paxos.server.wire.Wire.get;
import static io.paxos.server.wire.Wire.put;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.server.wire.Exchanged;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What is answered when the home of a contended register does not answer. No time limit of a
 * request ends within these tests: whatever does not hang was noticed.
 */
@Timeout(60)
class SilenceTest {
  private static final int CLIENTS = 64;
  private static final String ORDERED = "0193f5a0-0000-7000-8000-000000000001";

  private final Neighbour home = new Neighbour();
  private final TestedNode node = new TestedNode(home.url());

  @AfterEach
  void stop() {
    assertThat(node.misplaced()).as("threads that a request strayed to").isEmpty();
    node.close();
    home.close();
  }

  @Test
  void what_was_never_sent_is_done_here() {
    node.neighbourhood().contend("k");
    home.close();

    assertThat(node.send(put("/v1/registers/k", "x")).status()).isEqualTo(201);
    assertThat(node.value("k")).isEqualTo("x");
  }

  @Test
  void what_the_home_says_it_has_not_done_is_done_here() {
    node.neighbourhood().contend("k");
    home.answers(503, Map.of("Retry-After", "1"));

    assertThat(node.send(put("/v1/registers/k", "x")).status()).isEqualTo(201);
    assertThat(node.value("k")).isEqualTo("x");
  }

  @Test
  void a_change_that_was_sent_and_not_answered_is_unknown() {
    node.neighbourhood().contend("k");
    home.hangsUp();

    requireUnknown(node.send(put("/v1/registers/k", "x")));
    assertThat(node.value("k")).as("not done a second time").isEmpty();
  }

  @Test
  void a_deletion_that_was_sent_and_not_answered_is_unknown() {
    node.send(put("/v1/registers/k", "x"));
    node.neighbourhood().contend("k");
    home.hangsUp();

    requireUnknown(node.send(delete("/v1/registers/k")));
    assertThat(node.value("k")).as("not done a second time").isEqualTo("x");
  }

  @Test
  void a_change_with_a_key_of_its_own_is_done_here_after_all_with_the_same_body() {
    node.neighbourhood().contend("k");
    home.hangsUp();

    Exchanged answer = node.send(put("/v1/registers/k", "body").header("Idempotency-Key", ORDERED));

    assertThat(answer.status()).isEqualTo(201);
    assertThat(new String(home.next().body(), UTF_8)).isEqualTo("body");
    assertThat(node.value("k")).isEqualTo("body");
  }

  /** The home may do it when 1,040 other keyed changes have made the register forget this one. */
  @Test
  void a_change_with_a_key_that_may_be_forgotten_is_unknown() {
    node.neighbourhood().contend("k");
    home.hangsUp();

    requireUnknown(node.send(put("/v1/registers/k", "x").header("Idempotency-Key", "one")));
    assertThat(node.value("k")).as("not done a second time").isEmpty();
  }

  @Test
  void a_change_with_a_key_of_its_own_that_is_not_done_here_either_is_unknown() {
    node.neighbourhood().contend("k");
    home.hangsUp();
    node.losesItsQuorum();

    requireUnknown(node.send(put("/v1/registers/k", "x").header("Idempotency-Key", ORDERED)));
  }

  @Test
  void a_change_that_is_tied_to_a_revision_is_done_here_after_all() {
    share("k");
    home.hangsUp();

    assertThat(node.send(put("/v1/registers/k", "x")).status()).isEqualTo(204);
    assertThat(node.value("k")).isEqualTo("x");
  }

  @Test
  void a_change_that_is_tied_to_a_revision_is_not_done_twice() {
    share("k");
    home.hangsUp();
    home.onRequest(() -> node.neighbourhood().write("k", "by the home"));

    requireUnknown(node.send(put("/v1/registers/k", "x")));
    assertThat(node.value("k")).isEqualTo("by the home");
  }

  @Test
  void what_a_home_that_was_given_up_has_done_is_told_when_it_answers() {
    share("k");
    home.fallsSilent();
    home.onRequest(() -> node.neighbourhood().write("k", "by the home"));
    node.onceServed(home::release);

    assertThat(node.send(put("/v1/registers/k", "x")).status()).isEqualTo(200);
    assertThat(node.value("k")).isEqualTo("by the home");
  }

  @Test
  void a_change_that_the_home_was_too_late_for_is_done_here() {
    share("k");
    home.fallsSilent();
    home.onRequest(() -> node.neighbourhood().write("k", "by another"));
    node.onceServed(home::saysThatItMoved);

    assertThat(node.send(put("/v1/registers/k", "x")).status()).isEqualTo(204);
    assertThat(node.value("k")).isEqualTo("x");
  }

  @Test
  void a_tied_change_that_is_not_done_here_either_is_unknown() {
    share("k");
    home.hangsUp();
    node.losesItsQuorum();

    requireUnknown(node.send(put("/v1/registers/k", "x")));
  }

  @Test
  void a_read_is_done_here_after_all() {
    node.send(put("/v1/registers/k", "x"));
    node.neighbourhood().contend("k");
    home.hangsUp();

    assertThat(node.send(get("/v1/registers/k")).body()).isEqualTo("x");
  }

  @Test
  void a_home_that_does_not_answer_is_not_asked_again_for_a_second() {
    node.neighbourhood().contend("k");
    home.hangsUp();
    node.send(get("/v1/registers/k"));
    home.next();

    node.send(get("/v1/registers/k"));
    assertThat(home.hasHeardNothing()).isTrue();

    node.neighbourhood().pass(Duration.ofMillis(1_100));
    node.neighbourhood().contend("k");
    home.answers(200, Map.of(), "text/plain", "there again");
    assertThat(node.send(get("/v1/registers/k")).body()).isEqualTo("there again");
  }

  @Test
  void a_home_that_falls_silent_is_noticed() {
    node.neighbourhood().contend("k");
    home.fallsSilent();

    requireUnknown(node.send(put("/v1/registers/k", "x")));
    assertThat(home.pings()).as("it was asked for a sign of life").isPositive();
  }

  @Test
  void a_read_survives_a_home_that_falls_silent() {
    node.send(put("/v1/registers/k", "x"));
    node.neighbourhood().contend("k");
    home.fallsSilent();

    assertThat(node.send(get("/v1/registers/k")).body()).isEqualTo("x");
  }

  @Test
  void what_waits_for_a_handshake_for_too_long_is_done_here() throws IOException {
    try (ServerSocket stopped = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        TestedNode other = new TestedNode("http://127.0.0.1:" + stopped.getLocalPort())) {
      other.neighbourhood().contend("k");

      assertThat(other.send(put("/v1/registers/k", "x")).status()).isEqualTo(201);
      assertThat(other.value("k")).isEqualTo("x");
    }
  }

  @Test
  void a_home_that_is_slow_and_alive_is_waited_for() {
    node.neighbourhood().contend("k");
    home.holds();
    home.onPing(
        () -> {
          if (home.pings() == 3) {
            home.release();
          }
        });

    Exchanged answer = node.send(put("/v1/registers/k", "x"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(home.pings()).isGreaterThanOrEqualTo(3);
  }

  @Test
  void a_home_is_found_alive_while_many_requests_wait_for_it() {
    node.neighbourhood().contend("k");
    home.holds();
    home.onPing(
        () -> {
          if (home.pings() >= 3) {
            home.release();
            home.answers(200, Map.of());
          }
        });
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    List<CompletableFuture<Integer>> statuses =
        Stream.generate(() -> put("/v1/registers/k", "x"))
            .limit(CLIENTS)
            .map(put -> CompletableFuture.supplyAsync(() -> node.send(put).status(), clients))
            .toList();

    assertThat(statuses.stream().map(CompletableFuture::join)).containsOnly(200);
    clients.shutdown();
  }

  /** With a value at revision 1, of which the node has heard that another one wrote it. */
  private void share(String key) {
    node.neighbourhood().answerIn(Duration.ofMillis(1));
    node.neighbourhood().write(key, "first");
    node.neighbourhood().share(key);
  }

  private static void requireUnknown(Exchanged answer) {
    assertThat(answer.status()).isEqualTo(504);
    assertThat(answer.isProblem()).isTrue();
    assertThat(answer.json().path("applied").asText()).isEqualTo("unknown");
    assertThat(answer.json().path("detail").asText()).contains("node a").contains("retry");
  }
}
