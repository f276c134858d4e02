package io.paxos.server.register;

import static io.paxos.server.wire.Wire.get;
import static io.paxos.server.wire.Wire.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.server.wire.Api;
import io.paxos.server.wire.Exchanged;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys are the rest of the path, raw, decoded once. */
class KeysInPathsTest {
  private static Api api;

  @BeforeAll
  static void start() {
    api = Api.started();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  /** Each of these is a key of its own: none is folded into another. */
  private static final List<String> DISTINCT =
      List.of(
          "a",
          "A",
          "a/",
          "a//",
          "a/b",
          "a//b",
          "/",
          "//",
          "/a",
          ".",
          "..",
          "./a",
          "../a",
          "a/.",
          "a/..",
          "a/../b",
          "../../etc/passwd",
          "a%20b",
          "a+b",
          "100%25",
          "100%2525",
          "%00",
          "a%00",
          "%0A",
          "%0D%0A",
          "%C5%BC",
          "%F0%9F%90%99",
          "a;b",
          "a=b&c",
          "a%3Fb",
          "a%23b",
          "%22",
          "~",
          "*",
          "v1/registers/a",
          "%E2%80%8B",
          "e%CC%81",
          "%C3%A9");

  @Test
  void every_character_makes_a_key_of_its_own() {
    for (String key : DISTINCT) {
      assertThat(api.send(put("/v1/registers/" + key, key)).status()).as(key).isEqualTo(201);
    }
    for (String key : DISTINCT) {
      assertThat(api.send(get("/v1/registers/" + key)).body()).as(key).isEqualTo(key);
    }
  }

  @ParameterizedTest
  @CsvSource({"s/b,s%2Fb", "s%2fb,s%2Fb", "p+q,p%2Bq", "%73pell,spell", "t~,t%7E", "u,%75?"})
  void spellings_of_one_key_are_one_key(String written, String read) {
    String value = "of " + written;
    api.send(put("/v1/registers/" + written, value));
    assertThat(api.send(get("/v1/registers/" + read)).body()).isEqualTo(value);
  }

  @Test
  void raw_bytes_of_utf_8_are_the_key_that_curl_means() {
    String raw = new String("żółw".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    api.send(put("/v1/registers/" + raw, "turtle"));
    assertThat(api.send(get("/v1/registers/%C5%BC%C3%B3%C5%82w")).body()).isEqualTo("turtle");
  }

  @Test
  void the_absolute_form_of_a_target_means_the_same() {
    api.send(put("http://localhost/v1/registers/abs/../olute?", "x"));
    assertThat(api.send(get("/v1/registers/abs/../olute")).body()).isEqualTo("x");
  }

  @Test
  void switches_and_registers_do_not_meet() {
    api.send(put("/v1/registers/both", "register"));
    assertThat(api.send(get("/v1/switches/both")).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "%2", "%zz", "a%C5", "%FF", "%ED%A0%80", "a#b", "\u0001", "\u00ff"})
  void a_key_that_cannot_be_decoded_is_refused_with_the_rule(String key) {
    Exchanged answer = api.send(put("/v1/registers/" + key, "x"));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.isProblemWithoutEffect()).isTrue();
    assertThat(answer.json().path("detail").asText())
        .containsPattern("hexadecimal|UTF-8|percent-encoded");
  }

  @Test
  void a_key_has_1_to_1024_bytes() {
    assertThat(api.send(put("/v1/registers/" + "k".repeat(1024), "x")).status()).isEqualTo(201);
    for (String key : List.of("", "k".repeat(1025), "%C5%BC".repeat(513))) {
      Exchanged answer = api.send(put("/v1/registers/" + key, "x"));
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.json().path("detail").asText()).contains("1 to 1024 bytes");
    }
  }
}
