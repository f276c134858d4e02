package io.paxos.server.register;

import static io.paxos.server.wire.Wire.delete;
import static io.paxos.server.wire.Wire.get;
import static io.paxos.server.wire.Wire.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.server.wire.Api;
import io.paxos.server.wire.Exchanged;
import io.paxos.server.wire.MoodyAcceptor.Mood;
import io.paxos.server.wire.Wire;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What clients hear when a quorum is missing, and when they try again. */
class OutcomesTest {
  private static Api api;

  @BeforeAll
  static void start() {
    api = Api.started(Duration.ofMillis(400));
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @AfterEach
  void heal() {
    api.acceptors().forEach(acceptor -> acceptor.become(Mood.ANSWERS));
    api.recover();
  }

  @Test
  void a_minority_that_is_silent_does_not_matter() {
    api.acceptors().get(0).become(Mood.DEAF);
    assertThat(api.send(put("/v1/registers/minority", "x")).status()).isEqualTo(201);
    assertThat(api.send(get("/v1/registers/minority")).body()).isEqualTo("x");
  }

  @Test
  void without_a_quorum_nothing_is_applied() {
    quorum(Mood.DEAF);
    for (Wire request :
        List.of(
            get("/v1/registers/lost"),
            put("/v1/registers/lost", "x"),
            delete("/v1/registers/lost"),
            get("/v1/switches/lost"),
            put("/v1/switches/lost", "x"))) {
      Exchanged answer = api.send(request);
      assertThat(answer.status()).as(request.method()).isEqualTo(503);
      assertThat(answer.header("Retry-After")).contains("1");
      assertThat(answer.isProblemWithoutEffect()).isTrue();
    }
  }

  @Test
  void before_the_cluster_has_formed_nothing_is_applied() {
    api.pretendNotFormed();
    for (Wire request :
        List.of(
            get("/v1/registers/early"),
            put("/v1/registers/early", "x"),
            delete("/v1/registers/early"),
            get("/v1/switches/early"),
            put("/v1/switches/early", "x"),
            get("/v1/inspect/early"))) {
      Exchanged answer = api.send(request);
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.header("Retry-After")).contains("1");
      assertThat(answer.isProblemWithoutEffect()).isTrue();
    }
  }

  @Test
  void an_accept_without_replies_has_an_unknown_outcome_that_a_retry_settles() {
    quorum(Mood.MUTE_ON_ACCEPT);
    Wire put = put("/v1/registers/unknown", "x").header("Idempotency-Key", "the-one");
    Exchanged answer = api.send(put);
    assertThat(answer.status()).isEqualTo(504);
    assertThat(answer.isProblem()).isTrue();
    assertThat(answer.json().path("applied").asText()).isEqualTo("unknown");
    assertThat(answer.json().path("detail").asText()).contains("Idempotency-Key");

    heal();
    Exchanged retried = api.send(put);
    assertThat(retried.status()).isEqualTo(201);
    assertThat(retried.etag()).isEqualTo("\"1\"");
    assertThat(retried.header("Idempotency-Replayed")).contains("true");
  }

  @Test
  void a_retry_gets_the_first_outcome_also_after_later_changes() {
    String target = "/v1/registers/replay";
    Wire create = put(target, "one").header("Idempotency-Key", "\"create\"");
    Wire replace = put(target, "two").header("Idempotency-Key", "replace");
    assertThat(api.send(create).status()).isEqualTo(201);
    assertThat(api.send(replace).status()).isEqualTo(204);
    api.send(put(target, "three"));

    Exchanged created = api.send(create);
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.etag()).isEqualTo("\"1\"");
    Exchanged replaced = api.send(replace.header("Prefer", "return=representation"));
    assertThat(replaced.status()).isEqualTo(200);
    assertThat(replaced.body()).isEqualTo("two");
    assertThat(replaced.etag()).isEqualTo("\"2\"");
    assertThat(replaced.header("Idempotency-Replayed")).contains("true");
    assertThat(api.send(get(target)).body()).isEqualTo("three");
  }

  @Test
  void a_retry_is_recognised_before_its_conditions_are_judged() {
    String target = "/v1/registers/conditional-replay";
    api.send(put(target, "one"));
    Wire swap = put(target, "two").header("If-Match", "\"1\"").header("Idempotency-Key", "swap");
    assertThat(api.send(swap).status()).isEqualTo(204);
    Exchanged replayed = api.send(swap);
    assertThat(replayed.status()).isEqualTo(204);
    assertThat(replayed.etag()).isEqualTo("\"2\"");
  }

  @Test
  void a_retried_delete_deletes_nothing_else() {
    String target = "/v1/registers/delete-replay";
    api.send(put(target, "one"));
    Wire delete = delete(target).header("Idempotency-Key", "d");
    assertThat(api.send(delete).status()).isEqualTo(204);
    api.send(put(target, "two"));
    Exchanged replayed = api.send(delete);
    assertThat(replayed.status()).isEqualTo(204);
    assertThat(replayed.header("Idempotency-Replayed")).contains("true");
    assertThat(api.send(get(target)).body()).isEqualTo("two");
  }

  @Test
  void a_long_value_is_not_kept_for_replays() {
    Wire put =
        put("/v1/registers/long-replay", "x".repeat(65))
            .header("Idempotency-Key", "k")
            .header("Prefer", "return=representation");
    assertThat(api.send(put).body()).hasSize(65);
    Exchanged replayed = api.send(put);
    assertThat(replayed.status()).isEqualTo(201);
    assertThat(replayed.etag()).isEqualTo("\"1\"");
    assertThat(replayed.body()).isEmpty();
    assertThat(replayed.header("Preference-Applied")).isEmpty();
  }

  @Test
  void a_key_that_is_known_to_name_another_change_is_refused() {
    String target = "/v1/registers/reuse";
    api.send(put(target, "one").header("Idempotency-Key", "k"));
    for (Wire other : List.of(put(target, "two"), delete(target))) {
      Exchanged answer = api.send(other.header("Idempotency-Key", "k"));
      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.isProblemWithoutEffect()).isTrue();
    }
    assertThat(api.send(get(target)).body()).isEqualTo("one");
    api.send(delete(target).header("Idempotency-Key", "d"));
    Exchanged writing = api.send(put(target, "three").header("Idempotency-Key", "d"));
    assertThat(writing.status()).isEqualTo(422);
    assertThat(api.send(get(target)).status()).isEqualTo(404);
  }

  @Test
  void a_failure_of_the_server_tells_nothing_of_its_inside() {
    api.breakDown(new IllegalStateException("secret"));
    for (Wire request : List.of(put("/v1/registers/broken", "x"), delete("/v1/registers/broken"))) {
      Exchanged answer = api.send(request);
      assertThat(answer.status()).isEqualTo(500);
      assertThat(answer.isProblem()).isTrue();
      assertThat(answer.body()).doesNotContain("secret").doesNotContain("Exception");
      assertThat(answer.json().path("applied").asText()).isEqualTo("unknown");
    }
    assertThat(api.send(get("/v1/registers/broken")).isProblemWithoutEffect()).isTrue();
  }

  private static void quorum(Mood mood) {
    api.acceptors().subList(0, 2).forEach(acceptor -> acceptor.become(mood));
  }
}
