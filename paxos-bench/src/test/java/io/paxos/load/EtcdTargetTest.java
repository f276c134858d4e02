package io.paxos.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EtcdTargetTest {
  private static final String FORTY_ONE = "NDE=";
  private static final String FORTY_TWO = "NDI=";
  private final Vertx vertx = Vertx.vertx();

  /** One key, and how many transactions find that somebody else was faster. */
  private int revision = 7;

  private String value = FORTY_ONE;
  private int faster;
  private int transactions;
  private PlayedServer server;

  @BeforeEach
  void start() {
    server =
        new PlayedServer(
            request -> request.body().onSuccess(body -> answer(request, body.toJsonObject())));
  }

  @AfterEach
  void stop() {
    server.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void an_increment_is_tried_until_nobody_was_faster() {
    faster = 2;
    assertThat(perform(connection(), Kind.INCREMENT)).isEqualTo(Verdict.SUCCEEDED);
    assertThat(transactions).isEqualTo(3);
    assertThat(value).isEqualTo(FORTY_TWO);
  }

  @Test
  void a_compare_and_set_reads_first_and_then_trusts_what_it_saw() {
    Connection connection = connection();
    assertThat(perform(connection, Kind.CAS)).isEqualTo(Verdict.SUCCEEDED);
    assertThat(server.requests()).isEqualTo(2);
    assertThat(perform(connection, Kind.CAS)).isEqualTo(Verdict.SUCCEEDED);
    assertThat(server.requests()).isEqualTo(3);
  }

  @Test
  void a_compare_and_set_is_declined_if_somebody_was_faster_and_learns_from_it() {
    Connection connection = connection();
    faster = 1;
    assertThat(perform(connection, Kind.CAS)).isEqualTo(Verdict.DECLINED);
    assertThat(perform(connection, Kind.CAS)).isEqualTo(Verdict.SUCCEEDED);
  }

  @Test
  void reads_and_writes_succeed() {
    assertThat(perform(connection(), Kind.READ)).isEqualTo(Verdict.SUCCEEDED);
    assertThat(perform(connection(), Kind.WRITE)).isEqualTo(Verdict.SUCCEEDED);
    assertThat(revision).isEqualTo(8);
  }

  @Test
  void a_key_that_was_never_written_is_missing() {
    revision = 0;
    assertThat(perform(connection(), Kind.READ)).isEqualTo(Verdict.MISSING);
    assertThat(perform(connection(), Kind.CAS)).isEqualTo(Verdict.SUCCEEDED);
  }

  private Connection connection() {
    return new Connection(
        vertx.createHttpClient(), List.of(server.node("n1")), 0, Duration.ofSeconds(30));
  }

  private static Verdict perform(Connection connection, Kind kind) {
    Workload workload = new Workload(Mix.parse(kind.word() + "=100"), 1, 0, 4, 1, "test");
    return new EtcdTarget(workload)
        .perform(connection, new Operation(kind, 0))
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }

  private void answer(HttpServerRequest request, JsonObject body) {
    JsonObject answer =
        switch (request.path()) {
          case "/v3/kv/range" -> range();
          case "/v3/kv/put" -> put(body);
          default -> transaction(body);
        };
    request.response().end(answer.toBuffer());
  }

  private JsonObject header() {
    return new JsonObject().put("header", new JsonObject().put("revision", "" + revision));
  }

  private JsonObject range() {
    JsonObject entry = new JsonObject().put("value", value).put("mod_revision", "" + revision);
    return revision == 0 ? header() : header().put("kvs", new JsonArray().add(entry));
  }

  private JsonObject put(JsonObject body) {
    revision++;
    value = body.getString("value");
    return header();
  }

  private JsonObject transaction(JsonObject body) {
    transactions++;
    if (faster > 0) {
      faster--;
      revision++;
    }
    JsonObject compare = body.getJsonArray("compare").getJsonObject(0);
    boolean unchanged = compare.getString("mod_revision").equals("" + revision);
    JsonObject done =
        unchanged
            ? put(body.getJsonArray("success").getJsonObject(0).getJsonObject("request_put"))
            : header();
    JsonObject response =
        new JsonObject().put(unchanged ? "response_put" : "response_range", range());
    done.put("responses", new JsonArray().add(response));
    return unchanged ? done.put("succeeded", true) : done;
  }
}
