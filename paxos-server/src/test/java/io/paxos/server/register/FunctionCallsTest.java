package io.paxos.server.register;

import static io.paxos.server.wire.Wire.get;
import static io.paxos.server.wire.Wire.put;
import static io.paxos.server.wire.Wire.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.server.wire.Api;
import io.paxos.server.wire.Exchanged;
import io.paxos.server.wire.Wire;
import java.util.Collections;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionCallsTest {
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
  void an_increment_begins_at_0_and_answers_with_the_new_value_and_its_tag() {
    Exchanged first = api.send(post("counter", "{\"op\":\"increment\"}"));
    assertThat(first.status()).isEqualTo(201);
    assertThat(first.body()).isEqualTo("1");
    assertThat(first.etag()).isEqualTo("\"1\"");
    Exchanged second = api.send(post("counter", "{\"op\":\"increment\",\"by\":-41}"));
    assertThat(second.status()).isEqualTo(200);
    assertThat(second.body()).isEqualTo("-40");
    assertThat(second.etag()).isEqualTo("\"2\"");
    assertThat(api.send(get("/v1/registers/counter")).body()).isEqualTo("-40");
  }

  @Test
  void concurrent_increments_each_get_a_number_of_their_own() {
    Wire increment = post("sequence", "{\"op\":\"increment\"}");
    Set<String> numbers =
        api.sendAtOnce(Collections.nCopies(50, increment)).stream()
            .map(Exchanged::body)
            .collect(Collectors.toUnmodifiableSet());
    assertThat(numbers).hasSize(50).contains("1", "50");
  }

  @Test
  void a_retried_increment_gets_its_first_number() {
    Wire increment = post("retried", "{\"op\":\"increment\"}").header("Idempotency-Key", "once");
    assertThat(api.send(increment).body()).isEqualTo("1");
    api.send(post("retried", "{\"op\":\"increment\"}"));
    Exchanged again = api.send(increment);
    assertThat(again.body()).isEqualTo("1");
    assertThat(again.etag()).isEqualTo("\"1\"");
    assertThat(again.header("Idempotency-Replayed")).contains("true");
    assertThat(api.send(get("/v1/registers/retried")).body()).isEqualTo("2");
  }

  @Test
  void min_and_max_write_only_what_moves_the_value() {
    assertThat(api.send(post("high", "{\"op\":\"max\",\"value\":5}")).etag()).isEqualTo("\"1\"");
    assertThat(api.send(post("high", "{\"op\":\"max\",\"value\":4}")).etag()).isEqualTo("\"1\"");
    assertThat(api.send(post("high", "{\"op\":\"max\",\"value\":6}")).body()).isEqualTo("6");
    assertThat(api.send(post("high", "{\"op\":\"min\",\"value\":7}")).body()).isEqualTo("6");
    assertThat(api.send(post("high", "{\"op\":\"min\",\"value\":-1}")).body()).isEqualTo("-1");
    assertThat(api.send(get("/v1/registers/high")).etag()).isEqualTo("\"3\"");
  }

  @Test
  void text_is_appended_and_the_media_type_stays() {
    api.send(put("/v1/registers/log", "a").header("Content-Type", "text/csv"));
    Exchanged longer = api.send(post("log", "{\"op\":\"append\",\"value\":\",é\"}"));
    assertThat(longer.body()).isEqualTo("a,é");
    assertThat(longer.header("Content-Type")).contains("text/csv");
    String tooMuch = "x".repeat(Api.MAX_VALUE_BYTES);
    Exchanged refused = api.send(post("log", "{\"op\":\"append\",\"value\":\"" + tooMuch + "\"}"));
    assertThat(refused.status()).isEqualTo(413);
    assertThat(refused.isProblemWithoutEffect()).isTrue();
    assertThat(api.send(get("/v1/registers/log")).etag()).isEqualTo("\"2\"");
  }

  @Test
  void put_if_absent_writes_once_and_answers_with_what_is_there() {
    Exchanged first = api.send(post("absent", "{\"op\":\"put-if-absent\",\"value\":\"a\"}"));
    assertThat(first.status()).isEqualTo(201);
    Exchanged second = api.send(post("absent", "{\"op\":\"put-if-absent\",\"value\":\"b\"}"));
    assertThat(second.status()).isEqualTo(200);
    assertThat(second.body()).isEqualTo("a");
    assertThat(second.etag()).isEqualTo("\"1\"");
  }

  @Test
  void conditions_hold_for_functions_too() {
    api.send(put("/v1/registers/guarded", "1"));
    Wire stale = post("guarded", "{\"op\":\"increment\"}").header("If-Match", "\"7\"");
    assertThat(api.send(stale).status()).isEqualTo(412);
    Wire fresh = post("guarded", "{\"op\":\"increment\"}").header("If-Match", "\"1\"");
    assertThat(api.send(fresh).body()).isEqualTo("2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "1.5", "", "9223372036854775807"})
  void a_function_that_does_not_apply_to_the_value_is_422_and_changes_nothing(String value) {
    api.send(put("/v1/registers/other", value));
    String before = api.send(get("/v1/registers/other")).etag();
    Exchanged refused = api.send(post("other", "{\"op\":\"increment\",\"by\":1}"));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.isProblemWithoutEffect()).isTrue();
    assertThat(api.send(get("/v1/registers/other")).etag()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "[]",
        "{}",
        "{\"op\":1}",
        "{\"op\":\"explode\"}",
        "{\"op\":\"increment\",\"by\":\"1\"}",
        "{\"op\":\"increment\",\"by\":1.5}",
        "{\"op\":\"increment\",\"by\":99999999999999999999}",
        "{\"op\":\"increment\",\"value\":1}",
        "{\"op\":\"increment\",\"by\":1,\"by\":2}",
        "{\"op\":\"increment\"} {}",
        "{\"op\":\"max\"}",
        "{\"op\":\"append\",\"value\":1}",
        "{\"op\":\"put-if-absent\"}",
        "{\"op\":\"append\",\"value\":\"x\",\"more\":1}"
      })
  void a_body_that_names_no_function_is_400_and_changes_nothing(String body) {
    Exchanged refused = api.send(post("untouched", body));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.isProblemWithoutEffect()).isTrue();
    assertThat(api.send(get("/v1/registers/untouched")).status()).isEqualTo(404);
  }

  @Test
  void functions_are_named_in_json() {
    Wire plain = request("POST", "/v1/registers/untouched").body("{\"op\":\"increment\"}");
    assertThat(api.send(plain).status()).isEqualTo(415);
  }

  private static Wire post(String key, String body) {
    return request("POST", "/v1/registers/" + key)
        .header("Content-Type", "application/json")
        .body(body);
  }
}
