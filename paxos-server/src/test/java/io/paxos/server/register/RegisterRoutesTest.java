package io.paxos.server.register;

import static io.paxos.server.wire.Wire.delete;
import static io.paxos.server.wire.Wire.get;
import static io.paxos.server.wire.Wire.put;
import static io.paxos.server.wire.Wire.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.protocol.Key;
import io.paxos.protocol.Value;
import io.paxos.register.Decision;
import io.paxos.server.wire.Api;
import io.paxos.server.wire.Exchanged;
import io.paxos.server.wire.Wire;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegisterRoutesTest {
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
  void the_first_put_creates_and_the_next_replaces() {
    Exchanged first = api.send(put("/v1/registers/put", "one"));
    assertThat(first.status()).isEqualTo(201);
    assertThat(first.etag()).isEqualTo("\"1\"");
    Exchanged second = api.send(put("/v1/registers/put", "two"));
    assertThat(second.status()).isEqualTo(204);
    assertThat(second.etag()).isEqualTo("\"2\"");
  }

  @Test
  void get_gives_back_what_was_put() {
    api.send(put("/v1/registers/get", "żółw").header("Content-Type", "text/plain; charset=utf-8"));
    Exchanged read = api.send(get("/v1/registers/get"));
    assertThat(read.status()).isEqualTo(200);
    assertThat(read.body()).isEqualTo("żółw");
    assertThat(read.header("Content-Type")).contains("text/plain; charset=utf-8");
    assertThat(read.header("Cache-Control")).contains("no-cache");
    assertThat(read.header("X-Content-Type-Options")).contains("nosniff");
    assertThat(read.etag()).isEqualTo("\"1\"");
  }

  @Test
  void head_has_the_headers_of_get_and_no_body() {
    api.send(put("/v1/registers/head", "12345"));
    Exchanged get = api.send(get("/v1/registers/head"));
    Exchanged head = api.send(request("HEAD", "/v1/registers/head"));
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.headers()).isEqualTo(get.headers()).containsEntry("content-length", "5");
    assertThat(head.body()).isEmpty();
  }

  @Test
  void head_of_an_empty_register_has_the_headers_of_the_problem() {
    Exchanged get = api.send(get("/v1/registers/head-empty"));
    Exchanged head = api.send(request("HEAD", "/v1/registers/head-empty"));
    assertThat(head.status()).isEqualTo(404);
    assertThat(head.headers()).isEqualTo(get.headers());
  }

  @Test
  void an_empty_register_is_a_404_problem() {
    Exchanged read = api.send(get("/v1/registers/never"));
    assertThat(read.status()).isEqualTo(404);
    assertThat(read.isProblemWithoutEffect()).isTrue();
    assertThat(read.json().path("type").asText()).isEqualTo("/problems/no-value");
    assertThat(read.json().path("revision").asLong(-1)).isZero();
    assertThat(read.json().path("instance").asText()).isEqualTo("/v1/registers/never");
  }

  @Test
  void the_empty_value_is_a_value() {
    assertThat(api.send(put("/v1/registers/empty", "")).status()).isEqualTo(201);
    assertThat(api.send(request("PUT", "/v1/registers/empty")).status()).isEqualTo(204);
    Exchanged read = api.send(get("/v1/registers/empty"));
    assertThat(read.status()).isEqualTo(200);
    assertThat(read.body()).isEmpty();
    assertThat(read.header("Content-Length")).contains("0");
    assertThat(read.header("Content-Type")).contains("application/octet-stream");
  }

  @Test
  void a_chunked_body_is_a_value_like_any_other() {
    Wire chunked =
        request("PUT", "/v1/registers/chunked")
            .header("Transfer-Encoding", "chunked")
            .rawBody("3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nTrailer: t\r\n\r\n");
    assertThat(api.send(chunked).status()).isEqualTo(201);
    assertThat(api.send(get("/v1/registers/chunked")).body()).isEqualTo("abcde");
  }

  @Test
  void delete_leaves_an_empty_register_whose_revision_goes_on() {
    api.send(put("/v1/registers/delete", "x"));
    Exchanged deleted = api.send(delete("/v1/registers/delete"));
    assertThat(deleted.status()).isEqualTo(204);
    assertThat(deleted.header("ETag")).isEmpty();
    Exchanged read = api.send(get("/v1/registers/delete"));
    assertThat(read.status()).isEqualTo(404);
    assertThat(read.json().path("revision").asLong()).isEqualTo(2);
    assertThat(api.send(delete("/v1/registers/delete")).status()).isEqualTo(404);
    Exchanged again = api.send(put("/v1/registers/delete", "y"));
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.etag()).isEqualTo("\"3\"");
  }

  @Test
  void the_representation_is_returned_to_who_prefers_it() {
    Wire put =
        put("/v1/registers/prefer", "x")
            .header("Content-Type", "text/plain")
            .header("Prefer", "return=representation");
    Exchanged created = api.send(put);
    Exchanged replaced = api.send(put);
    assertThat(created.status()).isEqualTo(201);
    assertThat(replaced.status()).isEqualTo(200);
    assertThat(replaced.body()).isEqualTo("x");
    assertThat(replaced.header("Content-Type")).contains("text/plain");
    assertThat(replaced.header("Preference-Applied")).contains("return=representation");
    assertThat(replaced.etag()).isEqualTo("\"2\"");
  }

  /** The register of each case is at revision 2; {@code none} is empty. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "GET    | at-2 | If-None-Match: \"2\"            | 304",
        "GET    | at-2 | If-None-Match: W/\"2\"          | 304",
        "GET    | at-2 | If-None-Match: \"1\", \"2\"     | 304",
        "GET    | at-2 | If-None-Match: *                | 304",
        "HEAD   | at-2 | If-None-Match: \"2\"            | 304",
        "GET    | at-2 | If-None-Match: \"1\"            | 200",
        "GET    | at-2 | If-None-Match: \"02\"           | 200",
        "GET    | at-2 | If-None-Match: 2                | 400",
        "GET    | at-2 | If-Match: \"2\"                 | 200",
        "GET    | at-2 | If-Match: *                     | 200",
        "GET    | at-2 | If-Match: \"1\"                 | 412",
        "GET    | at-2 | If-Match: W/\"2\"               | 412",
        "GET    | at-2 | If-Modified-Since: Sat, 29 Oct 1994 19:43:31 GMT | 200",
        "GET    | none | If-None-Match: *                | 404",
        "GET    | none | If-Match: *                     | 404",
        "PUT    | at-2 | If-Match: \"2\"                 | 204",
        "PUT    | at-2 | If-Match: \"1\", \"2\"          | 204",
        "PUT    | at-2 | If-Match: *                     | 204",
        "PUT    | at-2 | If-Match: \"1\"                 | 412",
        "PUT    | at-2 | If-Match: W/\"2\"               | 412",
        "PUT    | at-2 | If-Match: \"abc\"               | 412",
        "PUT    | at-2 | If-Match: 2                     | 400",
        "PUT    | at-2 | If-Match: *, \"2\"              | 400",
        "PUT    | at-2 | If-None-Match: *                | 412",
        "PUT    | at-2 | If-None-Match: \"2\"            | 412",
        "PUT    | at-2 | If-None-Match: W/\"2\"          | 412",
        "PUT    | at-2 | If-None-Match: \"1\"            | 204",
        "PUT    | at-2 | If-Unmodified-Since: Sat, 29 Oct 1994 19:43:31 GMT | 204",
        "PUT    | none | If-None-Match: *                | 201",
        "PUT    | none | If-None-Match: \"0\"            | 201",
        "PUT    | none | If-Match: *                     | 412",
        "PUT    | none | If-Match: \"0\"                 | 412",
        "DELETE | at-2 | If-Match: \"2\"                 | 204",
        "DELETE | at-2 | If-Match: *                     | 204",
        "DELETE | at-2 | If-Match: \"1\"                 | 412",
        "DELETE | at-2 | If-None-Match: *                | 412",
        "DELETE | at-2 | If-None-Match: \"1\"            | 204",
        "DELETE | none | If-Match: *                     | 412",
        "DELETE | none | If-Match: \"1\"                 | 412",
        "DELETE | none | If-None-Match: *                | 404",
      })
  void conditions_are_those_of_rfc_9110(String method, String state, String line, int status) {
    String target = "/v1/registers/" + state + "/" + method + "/" + line.hashCode();
    if (state.equals("at-2")) {
      api.send(put(target, "one"));
      api.send(put(target, "two"));
    }
    Exchanged before = api.send(get(target));
    String[] header = line.split(": ", 2);
    Exchanged answer = api.send(request(method, target).header(header[0], header[1]));
    assertThat(answer.status()).isEqualTo(status);
    if (status == 412) {
      assertThat(answer.header("ETag")).isEqualTo(before.header("ETag"));
      assertThat(method.equals("HEAD") || answer.isProblemWithoutEffect()).isTrue();
    }
    if (status == 304) {
      assertThat(answer.etag()).isEqualTo("\"2\"");
      assertThat(answer.header("Cache-Control")).contains("no-cache");
      assertThat(answer.header("Content-Type")).isEmpty();
    }
    if (status >= 300) {
      assertThat(api.send(get(target))).isEqualTo(before);
    }
  }

  @Test
  void condition_lines_are_combined_into_one_list() {
    api.send(put("/v1/registers/lines", "x"));
    Wire oneMatches =
        put("/v1/registers/lines", "y").header("If-Match", "\"5\"").header("if-match", "\"1\"");
    assertThat(api.send(oneMatches).status()).isEqualTo(204);
    assertThat(api.send(oneMatches).status()).isEqualTo(412);
  }

  @Test
  void if_match_is_judged_before_if_none_match() {
    api.send(put("/v1/registers/order", "x"));
    Wire both = get("/v1/registers/order").header("If-None-Match", "\"1\"");
    assertThat(api.send(both.header("If-Match", "\"2\"")).status()).isEqualTo(412);
    assertThat(api.send(both.header("If-Match", "\"1\"")).status()).isEqualTo(304);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "put"})
  void methods_that_are_not_there_are_refused_with_those_that_are(String method) {
    Exchanged answer = api.send(request(method, "/v1/registers/methods"));
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("Allow")).contains("GET, HEAD, PUT, DELETE");
    assertThat(answer.isProblemWithoutEffect()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1", "/v1/", "/v1/registers", "/v1/nothing"})
  void unknown_paths_are_404_problems(String target) {
    Exchanged answer = api.send(get(target));
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.isProblemWithoutEffect()).isTrue();
    assertThat(answer.json().path("type").asText()).isEqualTo("/problems/no-resource");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/nothing/%zz", "/v1%", "/elsewhere/%C5"})
  void malformed_paths_are_refused_whoever_serves_them(String target) {
    Exchanged answer = api.send(get(target));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.isProblemWithoutEffect()).isTrue();
    assertThat(api.send(get("/elsewhere/%20")).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"wait=30s", "x", "revision=1&x=2", "%zz"})
  void unknown_query_parameters_are_refused(String query) {
    Exchanged answer = api.send(put("/v1/registers/query?" + query, "x"));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.isProblemWithoutEffect()).isTrue();
    assertThat(api.send(get("/v1/registers/query")).status()).isEqualTo(404);
  }

  @Test
  void a_media_type_that_is_no_header_is_not_sent() {
    // Embedded applications write values too, with any printable text for a media type.
    Value odd = Value.of(new byte[] {1}, "no media type; at all");
    var written =
        api.proposer()
            .change(
                Key.register("odd"),
                current -> Decision.write(odd),
                Optional.empty(),
                Duration.ofSeconds(5));
    assertThat(written).succeedsWithin(Duration.ofSeconds(5));
    Exchanged read = api.send(get("/v1/registers/odd"));
    assertThat(read.header("Content-Type")).contains("application/octet-stream");
  }

  @Test
  void content_that_would_not_be_kept_as_it_is_is_refused() {
    assertThat(
            api.send(put("/v1/registers/coded", "x").header("Content-Encoding", "gzip")).status())
        .isEqualTo(415);
    assertThat(
            api.send(put("/v1/registers/coded", "x").header("Content-Encoding", "identity"))
                .status())
        .isEqualTo(201);
    assertThat(
            api.send(put("/v1/registers/coded", "x").header("Content-Range", "bytes 0-0/1"))
                .status())
        .isEqualTo(400);
  }
}
