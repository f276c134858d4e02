package io.paxos.server.register;

import static io.paxos.server.wire.Wire.get;
import static io.paxos.server.wire.Wire.put;
import static io.paxos.server.wire.Wire.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.server.wire.Api;
import io.paxos.server.wire.Exchanged;
import io.paxos.server.wire.MoodyAcceptor;
import io.paxos.server.wire.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is too long, too slow or cut short is refused before any step of the protocol. */
class LimitsTest {
  private static Api api;

  @BeforeAll
  static void start() {
    api = Api.started(Duration.ofMillis(500));
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void the_longest_value_is_stored() {
    String longest = "x".repeat(Api.MAX_VALUE_BYTES);
    assertThat(api.send(put("/v1/registers/longest", longest)).status()).isEqualTo(201);
    assertThat(api.send(get("/v1/registers/longest")).body()).isEqualTo(longest);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/registers/", "/v1/switches/"})
  void a_longer_value_is_refused_and_the_connection_closed(String prefix) throws IOException {
    long asked = asked();
    Wire tooLong = put(prefix + "too-long", "x".repeat(Api.MAX_VALUE_BYTES + 1));
    assertThat(tooLongIsRefused(tooLong)).isTrue();
    assertThat(asked()).isEqualTo(asked);
  }

  @Test
  void a_value_is_refused_by_its_declared_length_before_it_is_sent() throws IOException {
    Wire declared =
        request("PUT", "/v1/registers/declared").header("Content-Length", "9223372036854775807");
    assertThat(tooLongIsRefused(declared)).isTrue();
  }

  @Test
  void a_chunked_value_is_refused_once_it_is_too_long() throws IOException {
    long asked = asked();
    String chunk = "ff\r\n" + "x".repeat(255) + "\r\n";
    Wire endless =
        request("PUT", "/v1/registers/endless")
            .header("Transfer-Encoding", "chunked")
            .rawBody(chunk.repeat(Api.MAX_VALUE_BYTES / 255 + 1));
    assertThat(tooLongIsRefused(endless)).isTrue();
    assertThat(asked()).isEqualTo(asked);
  }

  @Test
  void a_body_that_stops_arriving_is_given_up() throws IOException {
    Wire slow =
        request("PUT", "/v1/registers/slow").header("Content-Length", "10").rawBody("12345");
    try (Socket socket = Wire.connect(api.port())) {
      socket.getOutputStream().write(slow.bytes());
      Exchanged answer = Exchanged.readFrom(socket.getInputStream(), false);
      assertThat(answer.status()).isEqualTo(408);
      assertThat(answer.isProblemWithoutEffect()).isTrue();
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
    assertThat(api.send(get("/v1/registers/slow")).status()).isEqualTo(404);
  }

  @Test
  void a_body_that_is_cut_short_changes_nothing() throws IOException {
    Wire cut = request("PUT", "/v1/registers/cut").header("Content-Length", "10").rawBody("12345");
    try (Socket socket = Wire.connect(api.port())) {
      socket.getOutputStream().write(cut.bytes());
      socket.shutdownOutput();
      InputStream in = socket.getInputStream();
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).doesNotContain("201");
    }
    assertThat(api.send(get("/v1/registers/cut")).status()).isEqualTo(404);
  }

  @Test
  void a_body_whose_chunks_are_malformed_changes_nothing() {
    Wire broken =
        request("PUT", "/v1/registers/chunks")
            .header("Transfer-Encoding", "chunked")
            .rawBody("3\r\nabc\r\nzz\r\n");
    Exchanged answer = api.send(broken);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.isProblemWithoutEffect()).isTrue();
    assertThat(api.send(get("/v1/registers/chunks")).status()).isEqualTo(404);
  }

  @Test
  void a_client_that_asks_first_is_told_to_continue() throws IOException {
    try (Socket socket = Wire.connect(api.port())) {
      OutputStream out = socket.getOutputStream();
      out.write(asking("/v1/registers/asks", 5));
      assertThat(Exchanged.readFrom(socket.getInputStream(), false).status()).isEqualTo(100);
      out.write("12345".getBytes(StandardCharsets.UTF_8));
      assertThat(Exchanged.readFrom(socket.getInputStream(), false).status()).isEqualTo(201);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/registers/%zz", "/v1/registers/x?y", "/v1/nothing"})
  void a_client_that_asks_first_is_refused_at_once(String target) throws IOException {
    try (Socket socket = Wire.connect(api.port())) {
      socket.getOutputStream().write(asking(target, 5));
      Exchanged answer = Exchanged.readFrom(socket.getInputStream(), false);
      assertThat(answer.status()).isBetween(400, 404);
      assertThat(answer.header("Connection")).contains("close");
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void any_other_expectation_is_refused() {
    Exchanged answer = api.send(put("/v1/registers/expects", "x").header("Expect", "200-ok"));
    assertThat(answer.status()).isEqualTo(417);
    assertThat(answer.isProblemWithoutEffect()).isTrue();
  }

  @Test
  void a_refused_request_leaves_the_connection_usable() throws IOException {
    try (Socket socket = Wire.connect(api.port())) {
      OutputStream out = socket.getOutputStream();
      out.write(put("/v1/registers/%zz", "x".repeat(70_000)).bytes());
      assertThat(Exchanged.readFrom(socket.getInputStream(), false).status()).isEqualTo(400);
      out.write(put("/v1/registers/usable", "x").bytes());
      assertThat(Exchanged.readFrom(socket.getInputStream(), false).status()).isEqualTo(201);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/registers/a b", "/v1/registers/x HTTP/9.9\r\nX:"})
  void what_is_not_http_is_refused_without_a_document(String target) {
    Exchanged answer = api.send(request("DELETE", target));
    assertThat(answer.status()).isBetween(400, 505);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void requests_may_be_pipelined() throws IOException {
    try (Socket socket = Wire.connect(api.port())) {
      OutputStream out = socket.getOutputStream();
      out.write(put("/v1/registers/pipe", "x").bytes());
      out.write(request("PATCH", "/v1/registers/pipe").body("y").bytes());
      out.write(get("/v1/registers/pipe").bytes());
      InputStream in = socket.getInputStream();
      assertThat(Exchanged.readFrom(in, false).status()).isEqualTo(201);
      assertThat(Exchanged.readFrom(in, false).status()).isEqualTo(405);
      assertThat(Exchanged.readFrom(in, false).body()).isEqualTo("x");
    }
  }

  @Test
  void http_2_is_served_alike() throws Exception {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
    URI uri = URI.create("http://127.0.0.1:" + api.port() + "/v1/registers/h2/a%20b");
    HttpRequest read = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build();
    assertThat(client.send(read, BodyHandlers.ofString()).statusCode()).isEqualTo(404);
    HttpResponse<String> written = upload(client, uri, "x");
    assertThat(written.statusCode()).isEqualTo(201);
    assertThat(written.version()).isEqualTo(HttpClient.Version.HTTP_2);
    HttpResponse<String> tooLong = upload(client, uri, "x".repeat(Api.MAX_VALUE_BYTES + 1));
    assertThat(tooLong.statusCode()).isEqualTo(413);
    assertThat(tooLong.body()).contains("\"applied\":false");
    assertThat(client.send(read, BodyHandlers.ofString()).body()).isEqualTo("x");
  }

  private static HttpResponse<String> upload(HttpClient client, URI uri, String body)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(Duration.ofSeconds(10))
            .PUT(BodyPublishers.ofString(body))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  private static boolean tooLongIsRefused(Wire request) throws IOException {
    try (Socket socket = Wire.connect(api.port())) {
      socket.getOutputStream().write(request.bytes());
      Exchanged answer = Exchanged.readFrom(socket.getInputStream(), false);
      boolean closed = socket.getInputStream().read() == -1;
      return answer.status() == 413 && answer.isProblemWithoutEffect() && closed;
    }
  }

  private static byte[] asking(String target, int length) {
    return request("PUT", target)
        .header("Content-Length", Integer.toString(length))
        .header("Expect", "100-continue")
        .bytes();
  }

  private static long asked() {
    return api.acceptors().stream().mapToLong(MoodyAcceptor::batches).sum();
  }
}
