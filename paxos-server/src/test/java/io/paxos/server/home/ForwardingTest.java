package io.paxos.server.home;

import static io.paxos.server.wire.Wire.delete;
import static io.paxos.server.wire.Wire.get;
import static io.paxos.server.wire.Wire.post;
import static io.paxos.server.wire.Wire.put;
import static io.paxos.server.wire.Wire.request;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.server.wire.Exchanged;
import io.paxos.server.wire.Wire;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is passed on to the home of a contended register, and back. */
class ForwardingTest {
  private final Neighbour home = new Neighbour();
  private final TestedNode node = new TestedNode(home.url());

  @AfterEach
  void stop() {
    node.close();
    home.close();
  }

  @Test
  void a_register_that_is_not_contended_is_served_here() {
    assertThat(node.send(put("/v1/registers/k", "x")).status()).isEqualTo(201);

    assertThat(home.hasHeardNothing()).isTrue();
    assertThat(node.value("k")).isEqualTo("x");
  }

  @Test
  void a_change_of_a_register_that_another_node_changes_is_passed_on() {
    node.neighbourhood().answerIn(Duration.ofMillis(1));
    node.neighbourhood().shareAt("k", 7);

    assertThat(node.send(get("/v1/registers/k")).status()).isEqualTo(404);
    assertThat(home.hasHeardNothing()).isTrue();
    node.send(put("/v1/registers/k", "x"));

    Passed heard = home.next();
    assertThat(new String(heard.body(), UTF_8)).isEqualTo("x");
    assertThat(heard.tie()).hasValue(7);
    assertThat(node.value("k")).isEmpty();
  }

  @Test
  void a_request_is_passed_on_as_it_is() {
    node.neighbourhood().contend("a/b//c d/../€?");
    String target = "/v1/registers/a%2Fb//c%20d/../%E2%82%AC%3f?";

    Exchanged answer =
        node.send(
            put(target, "b\u00f6dy \u20ac")
                .header("Content-Type", "text/plain; charset=\"x\"")
                .header("If-Match", "\"1\", \"2\"")
                .header("X-Twice", "first")
                .header("X-Twice", "second"));

    Passed heard = home.next();
    assertThat(answer.status()).isEqualTo(200);
    assertThat(heard.method()).isEqualTo("PUT");
    assertThat(heard.target()).isEqualTo(target);
    assertThat(new String(heard.body(), UTF_8)).isEqualTo("b\u00f6dy \u20ac");
    assertThat(heard.headers().getAll("Content-Type")).containsExactly("text/plain; charset=\"x\"");
    assertThat(heard.headers().getAll("If-Match")).containsExactly("\"1\", \"2\"");
    assertThat(heard.headers().getAll("X-Twice")).containsExactly("first", "second");
    assertThat(node.value("a/b//c d/../€?")).isEmpty();
  }

  @Test
  void bytes_that_a_client_has_not_escaped_name_the_same_register_at_its_home() {
    node.neighbourhood().contend("caf\u00e9");

    node.send(put("/v1/registers/caf\u00c3\u00a9", "x"));

    assertThat(home.next().target()).isEqualTo("/v1/registers/caf%C3%A9");
  }

  @Test
  void a_target_with_an_authority_is_passed_on_without() {
    node.neighbourhood().contend("k");

    node.send(get("http://elsewhere:1/v1/registers/k"));

    assertThat(home.next().target()).isEqualTo("/v1/registers/k");
  }

  @Test
  void what_belongs_to_the_clients_connection_stays_here() {
    node.neighbourhood().contend("k");

    node.send(
        put("/v1/registers/k", "x")
            .header("Connection", "keep-alive, If-Match")
            .header("Keep-Alive", "timeout=5")
            .header("Proxy-Connection", "keep-alive")
            .header("HTTP2-Settings", "AAMAAABk")
            .header("TE", "trailers")
            .header("If-Match", "\"7\""));

    Passed heard = home.next();
    for (String field :
        List.of("Connection", "Host", "Keep-Alive", "Proxy-Connection", "HTTP2-Settings", "TE")) {
      assertThat(heard.headers().getAll(field)).as(field).isEmpty();
    }
    assertThat(heard.headers().getAll("If-Match"))
        .as("a condition is never lost")
        .containsExactly("\"7\"");
  }

  @Test
  void a_body_in_chunks_arrives_whole() {
    node.neighbourhood().contend("k");

    node.send(
        request("PUT", "/v1/registers/k")
            .header("Transfer-Encoding", "chunked")
            .rawBody("3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"));

    Passed heard = home.next();
    assertThat(new String(heard.body(), UTF_8)).isEqualTo("abcde");
    assertThat(heard.headers().getAll("Transfer-Encoding")).isEmpty();
  }

  @Test
  void gets_and_posts_and_deletes_are_passed_on_and_heads_are_not() {
    node.neighbourhood().contend("k");

    node.send(get("/v1/registers/k"));
    node.send(
        post("/v1/registers/k", "{\"op\":\"increment\"}")
            .header("Content-Type", "application/json"));
    node.send(delete("/v1/registers/k"));
    assertThat(home.next().method()).isEqualTo("GET");
    assertThat(new String(home.next().body(), UTF_8)).isEqualTo("{\"op\":\"increment\"}");
    assertThat(home.next().method()).isEqualTo("DELETE");

    assertThat(node.send(request("HEAD", "/v1/registers/k")).status()).isEqualTo(404);
    assertThat(home.hasHeardNothing()).isTrue();
  }

  @Test
  void what_came_from_another_node_is_served_here() {
    try (TestedNode other = new TestedNode(node.url())) {
      other.neighbourhood().contend("k");
      node.neighbourhood().contend("k");

      Exchanged answer = other.send(put("/v1/registers/k", "x"));

      assertThat(answer.status()).isEqualTo(201);
      assertThat(answer.etag()).isEqualTo("\"1\"");
      assertThat(home.hasHeardNothing()).isTrue();
      assertThat(other.value("k")).isEmpty();
      assertThat(node.value("k")).isEqualTo("x");
      assertThat(other.send(get("/v1/registers/k")).body()).isEqualTo("x");
    }
  }

  @Test
  void what_is_tied_to_a_revision_that_has_passed_is_sent_again_with_the_one_that_was_met() {
    try (TestedNode other = new TestedNode(node.url())) {
      node.send(put("/v1/registers/k", "first"));
      other.neighbourhood().answerIn(Duration.ofMillis(1));
      for (Wire change :
          List.of(
              put("/v1/registers/k", "5"),
              post("/v1/registers/k", "{\"op\":\"increment\"}")
                  .header("Content-Type", "application/json"),
              delete("/v1/registers/k"))) {
        other.neighbourhood().shareAt("k", 77);
        assertThat(other.send(change).status()).isBetween(200, 204);
      }
      assertThat(node.neighbourhood().read("k").revision()).isEqualTo(4);
      assertThat(other.neighbourhood().read("k").revision()).as("nothing was done here").isZero();
    }
  }

  @Test
  void nothing_is_tied_to_revision_0_which_a_register_may_have_twice() {
    try (TestedNode other = new TestedNode(node.url())) {
      other.neighbourhood().answerIn(Duration.ofMillis(1));
      other.neighbourhood().shareAt("k", 77);

      assertThat(other.send(put("/v1/registers/k", "x")).status()).isEqualTo(201);
      assertThat(node.value("k")).isEmpty();
      assertThat(other.value("k")).isEqualTo("x");
    }
  }

  @Test
  void a_home_that_is_about_to_stop_leaves_it_to_the_others() {
    try (TestedNode other = new TestedNode(node.url())) {
      other.neighbourhood().contend("k");
      node.leaves();

      assertThat(other.send(put("/v1/registers/k", "x")).status()).isEqualTo(201);
      assertThat(node.value("k")).isEmpty();
      assertThat(other.value("k")).isEqualTo("x");
    }
  }

  @Test
  void a_problem_at_home_is_told_as_if_it_were_here() {
    try (TestedNode other = new TestedNode(node.url())) {
      other.neighbourhood().contend("caf\u00e9");

      Exchanged answer = other.send(get("/v1/registers/caf\u00c3\u00a9"));

      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.isProblemWithoutEffect()).isTrue();
      assertThat(answer.json().path("instance").asText()).isEqualTo("/v1/registers/caf%C3%A9");
    }
  }

  @Test
  void what_is_malformed_is_refused_before_it_is_passed_on() {
    node.neighbourhood().contend("k");

    assertThat(node.send(put("/v1/registers/k", "x").header("If-Match", "seven")).status())
        .isEqualTo(400);
    assertThat(home.hasHeardNothing()).isTrue();
  }

  @Test
  void what_is_too_long_is_refused_before_it_is_passed_on() {
    node.neighbourhood().contend("k");
    String long1 = "x".repeat(TestedNode.MAX_VALUE_BYTES + 1);
    Wire inChunks =
        request("PUT", "/v1/registers/k")
            .header("Transfer-Encoding", "chunked")
            .rawBody("%x\r\n%s\r\n0\r\n\r\n".formatted(long1.length(), long1));

    for (Wire tooLong : List.of(put("/v1/registers/k", long1), inChunks)) {
      Exchanged answer = node.send(tooLong);
      assertThat(answer.status()).isEqualTo(413);
      assertThat(answer.isProblemWithoutEffect()).isTrue();
    }
    assertThat(home.hasHeardNothing()).isTrue();
  }

  @Test
  void a_value_comes_back_with_everything_that_is_said_of_it() {
    node.neighbourhood().contend("k");
    home.answers(
        200,
        Map.of(
            "ETag", "\"7\"",
            "Cache-Control", "no-cache",
            "Content-Security-Policy", "sandbox"),
        "text/x; charset=y",
        "b\u00f6dy");

    Exchanged answer = node.send(get("/v1/registers/k"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.etag()).isEqualTo("\"7\"");
    assertThat(answer.body()).isEqualTo("b\u00f6dy");
    assertThat(answer.header("Content-Type")).contains("text/x; charset=y");
    assertThat(answer.header("Content-Length")).contains("5");
    assertThat(answer.header("Cache-Control")).contains("no-cache");
    assertThat(answer.header("Content-Security-Policy")).contains("sandbox");
  }

  @Test
  void an_answer_without_content_comes_back_without() {
    node.neighbourhood().contend("k");
    home.answers(204, Map.of("ETag", "\"8\""));

    Exchanged answer = node.send(put("/v1/registers/k", "x"));

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.etag()).isEqualTo("\"8\"");
    assertThat(answer.header("Content-Type")).isEmpty();
    assertThat(answer.header("Content-Length")).isEmpty();
  }

  @Test
  void a_problem_comes_back_as_it_is() {
    node.neighbourhood().contend("k");
    String document = "{\"type\":\"/problems/precondition-failed\",\"status\":412}";
    home.answers(412, Map.of("ETag", "\"9\""), "application/problem+json", document);

    Exchanged answer = node.send(put("/v1/registers/k", "x").header("If-Match", "\"1\""));

    assertThat(answer.status()).isEqualTo(412);
    assertThat(answer.etag()).isEqualTo("\"9\"");
    assertThat(answer.header("Content-Type")).contains("application/problem+json");
    assertThat(answer.body()).isEqualTo(document);
  }

  @Test
  void a_request_by_http_2_is_passed_on_like_any_other() {
    node.neighbourhood().contend("k");
    home.answers(200, Map.of("ETag", "\"7\""), "text/plain", "value");
    Vertx vertx = Vertx.vertx();
    try {
      HttpClient client =
          vertx.createHttpClient(
              new HttpClientOptions()
                  .setProtocolVersion(HttpVersion.HTTP_2)
                  .setHttp2ClearTextUpgrade(false));
      Buffer body =
          client
              .request(HttpMethod.PUT, node.port(), "127.0.0.1", "/v1/registers/k")
              .compose(request -> request.send("x"))
              .compose(response -> response.body())
              .toCompletionStage()
              .toCompletableFuture()
              .join();

      Passed heard = home.next();
      assertThat(body.toString()).isEqualTo("value");
      assertThat(heard.target()).isEqualTo("/v1/registers/k");
      assertThat(new String(heard.body(), UTF_8)).isEqualTo("x");
      assertThat(heard.headers().entries()).noneMatch(header -> header.getKey().startsWith(":"));
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }
}
