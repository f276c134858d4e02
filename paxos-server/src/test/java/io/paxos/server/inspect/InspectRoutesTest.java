package io.paxos.server.inspect;

import static io.paxos.server.wire.Wire.get;
import static io.paxos.server.wire.Wire.put;
import static io.paxos.server.wire.Wire.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.paxos.server.wire.Api;
import io.paxos.server.wire.Exchanged;
import io.paxos.server.wire.MoodyAcceptor.Mood;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InspectRoutesTest {
  private static Api api;

  @BeforeAll
  static void start() {
    api = Api.started(Duration.ofMillis(300));
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @AfterEach
  void heal() {
    api.acceptors().forEach(acceptor -> acceptor.become(Mood.ANSWERS));
  }

  @Test
  void every_acceptor_tells_what_it_holds() {
    api.send(put("/v1/registers/held/a%20b", "12345").header("Content-Type", "text/plain"));
    Exchanged answer = api.send(get("/v1/inspect/held/a%20b"));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).contains("application/json");
    assertThat(answer.json().path("key").asText()).isEqualTo("held/a b");
    assertThat(answer.json().path("era").asLong()).isEqualTo(1);
    assertThat(answer.json().path("acceptors")).hasSize(3);
    for (JsonNode acceptor : answer.json().path("acceptors")) {
      assertThat(acceptor.path("reachable").asBoolean()).isTrue();
      assertThat(acceptor.path("revision").asLong()).isEqualTo(1);
      assertThat(acceptor.path("present").asBoolean()).isTrue();
      assertThat(acceptor.path("valueBytes").asInt()).isEqualTo(5);
      assertThat(acceptor.path("mediaType").asText()).isEqualTo("text/plain");
      assertThat(acceptor.path("accepted").path("counter").asLong()).isPositive();
      assertThat(acceptor.path("promised").path("proposer").asText()).isEqualTo("tested#1");
      assertThat(acceptor.path("store").asText()).hasSize(36);
    }
  }

  @Test
  void a_bare_row_tells_its_floor() {
    JsonNode acceptor = api.send(get("/v1/inspect/bare")).json().path("acceptors").path(0);
    assertThat(acceptor.path("accepted").isNull()).isTrue();
    assertThat(acceptor.path("promised").isNull()).isTrue();
    assertThat(acceptor.path("floor").asLong(-1)).isZero();
    assertThat(acceptor.has("revision")).isFalse();
  }

  @Test
  void a_silent_acceptor_is_not_reachable() {
    api.acceptors().get(1).become(Mood.DEAF);
    JsonNode acceptors = api.send(get("/v1/inspect/silent")).json().path("acceptors");
    assertThat(acceptors.path(0).path("reachable").asBoolean()).isTrue();
    assertThat(acceptors.path(1).path("reachable").asBoolean(true)).isFalse();
    assertThat(acceptors.path(1).has("promised")).isFalse();
  }

  @Test
  void switches_are_inspected_by_their_kind() {
    api.send(put("/v1/switches/kind", "x"));
    assertThat(revision("/v1/inspect/kind?kind=switch")).isEqualTo(1);
    assertThat(revision("/v1/inspect/kind?kind=register")).isEqualTo(-1);
    assertThat(revision("/v1/inspect/kind")).isEqualTo(-1);
    Exchanged refused = api.send(get("/v1/inspect/kind?kind=configuration"));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.isProblemWithoutEffect()).isTrue();
  }

  @Test
  void head_has_no_body_and_put_is_refused() {
    Exchanged head = api.send(request("HEAD", "/v1/inspect/methods"));
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.header("Content-Length")).isPresent();
    Exchanged refused = api.send(put("/v1/inspect/methods", "x"));
    assertThat(refused.status()).isEqualTo(405);
    assertThat(refused.header("Allow")).contains("GET, HEAD");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://127.0.0.1:8081                          | http://127.0.0.1:8081",
        "jdbc:postgresql://db/p?user=u&password=secret  | jdbc:postgresql://db/p",
        "jdbc:postgresql://u:secret@db:5432/p           | jdbc:postgresql://db:5432/p",
        "jdbc:sqlserver://db;user=u;password=secret     | jdbc:sqlserver://db",
        "jdbc:sqlite:/var/a.db                          | jdbc:sqlite:/var/a.db",
      })
  void addresses_are_shown_without_secrets(String address, String shown) {
    assertThat(AcceptorJson.withoutSecrets(address)).isEqualTo(shown);
  }

  private static long revision(String target) {
    return api.send(get(target)).json().path("acceptors").path(0).path("revision").asLong(-1);
  }
}
