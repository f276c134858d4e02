package io.paxos.server.register;

import static io.paxos.server.wire.Wire.delete;
import static io.paxos.server.wire.Wire.get;
import static io.paxos.server.wire.Wire.put;
import static io.paxos.server.wire.Wire.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.server.wire.Api;
import io.paxos.server.wire.Exchanged;
import io.paxos.server.wire.Wire;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SwitchRoutesTest {
  private static Api api;

  @BeforeAll
  static void start() {
    api = Api.started();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void a_switch_is_written_once() {
    Exchanged set = api.send(put("/v1/switches/once", "first"));
    assertThat(set.status()).isEqualTo(201);
    assertThat(set.etag()).isEqualTo("\"1\"");
    for (String later : List.of("second", "first")) {
      Exchanged refused = api.send(put("/v1/switches/once", later));
      assertThat(refused.status()).isEqualTo(409);
      assertThat(refused.etag()).isEqualTo("\"1\"");
      assertThat(refused.isProblemWithoutEffect()).isTrue();
      assertThat(refused.json().path("revision").asLong()).isEqualTo(1);
    }
    assertThat(api.send(get("/v1/switches/once")).body()).isEqualTo("first");
  }

  @Test
  void a_switch_is_empty_until_written() {
    Exchanged read = api.send(get("/v1/switches/unset"));
    assertThat(read.status()).isEqualTo(404);
    assertThat(read.isProblemWithoutEffect()).isTrue();
    assertThat(api.send(request("HEAD", "/v1/switches/unset")).status()).isEqualTo(404);
  }

  @Test
  void nothing_deletes_a_switch() {
    api.send(put("/v1/switches/kept", "x"));
    Exchanged refused = api.send(delete("/v1/switches/kept"));
    assertThat(refused.status()).isEqualTo(405);
    assertThat(refused.header("Allow")).contains("GET, HEAD, PUT");
    assertThat(api.send(get("/v1/switches/kept")).body()).isEqualTo("x");
  }

  @Test
  void of_many_writers_exactly_one_succeeds() {
    List<Wire> writers =
        IntStream.range(0, 12).mapToObj(i -> put("/v1/switches/race", "writer " + i)).toList();
    List<Exchanged> answers = api.sendAtOnce(writers);
    assertThat(answers).extracting(Exchanged::status).containsOnlyOnce(201).contains(409);
    int winner =
        IntStream.range(0, 12).filter(i -> answers.get(i).status() == 201).findFirst().orElse(-1);
    assertThat(api.send(get("/v1/switches/race")).body()).isEqualTo("writer " + winner);
  }

  @Test
  void conditions_count_only_while_the_switch_is_unset() {
    String target = "/v1/switches/conditions";
    assertThat(api.send(put(target, "x").header("If-Match", "*")).status()).isEqualTo(412);
    assertThat(api.send(get(target)).status()).isEqualTo(404);
    assertThat(api.send(put(target, "x").header("If-None-Match", "*")).status()).isEqualTo(201);
    assertThat(api.send(put(target, "x").header("If-None-Match", "*")).status()).isEqualTo(409);
    assertThat(api.send(put(target, "x").header("If-Match", "\"1\"")).status()).isEqualTo(409);
    assertThat(api.send(get(target).header("If-None-Match", "\"1\"")).status()).isEqualTo(304);
  }

  @Test
  void the_winner_that_tries_again_with_its_key_hears_that_it_won() {
    String target = "/v1/switches/retry";
    assertThat(api.send(put(target, "x").header("Idempotency-Key", "k1")).status()).isEqualTo(201);
    Exchanged replay = api.send(put(target, "x").header("Idempotency-Key", "k1"));
    assertThat(replay.status()).isEqualTo(201);
    assertThat(replay.header("Idempotency-Replayed")).contains("true");
    assertThat(api.send(put(target, "x").header("Idempotency-Key", "k2")).status()).isEqualTo(409);
  }
}
