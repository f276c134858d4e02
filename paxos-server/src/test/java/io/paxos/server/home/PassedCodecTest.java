package io.paxos.server.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paxos.protocol.Value;
import io.paxos.server.http.Response;
import io.paxos.server.transport.MalformedMessageException;
import io.vertx.core.MultiMap;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PassedCodecTest {
  private static final byte[] BYTES = {0, -1, 127, -128, 10, 13};

  @Test
  void requests_arrive_as_they_were_sent() {
    MultiMap headers =
        MultiMap.caseInsensitiveMultiMap()
            .add("If-Match", "\"1\"")
            .add("X", "first")
            .add("x", "second \u00e9");
    Passed sent =
        new Passed(
            "PUT", "/v1/registers/%E2%82%AC", headers, ByteBuffer.wrap(BYTES), OptionalLong.of(7));

    Passed arrived = PassedCodec.decodeRequest(PassedCodec.encode(sent));

    assertThat(arrived.method()).isEqualTo("PUT");
    assertThat(arrived.target()).isEqualTo("/v1/registers/%E2%82%AC");
    assertThat(arrived.headers().getAll("if-match")).containsExactly("\"1\"");
    assertThat(arrived.headers().getAll("X")).containsExactly("first", "second \u00e9");
    assertThat(arrived.body()).isEqualTo(BYTES);
    assertThat(arrived.tie()).hasValue(7);
  }

  @Test
  void answers_arrive_as_they_were_sent() {
    Response empty = Response.of(204).withRevision(7);
    Response full =
        new Response(200, Map.of("ETag", "\"7\""), Optional.of(Value.of(BYTES, "text/x; y=z")));

    for (Response sent : new Response[] {empty, full}) {
      assertThat(PassedCodec.decodeAnswer(PassedCodec.encode(sent)))
          .isEqualTo(new Reached.Answered(sent));
    }
    assertThat(PassedCodec.decodeAnswer(PassedCodec.moved(8))).isEqualTo(new Reached.Moved(8));
    assertThat(PassedCodec.decodeAnswer(PassedCodec.encode(Response.of(503))))
        .isEqualTo(new Reached.NotDone());
  }

  @Test
  void what_is_cut_short_or_goes_on_is_malformed() {
    Passed passed =
        new Passed(
            "GET",
            "/k",
            MultiMap.caseInsensitiveMultiMap(),
            ByteBuffer.allocate(0),
            OptionalLong.empty());
    ByteBuffer encoded = PassedCodec.encode(passed);
    byte[] whole = new byte[encoded.remaining()];
    encoded.get(whole);
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> PassedCodec.decodeRequest(ByteBuffer.wrap(cut)))
          .isInstanceOf(MalformedMessageException.class);
    }
    assertThatThrownBy(
            () ->
                PassedCodec.decodeRequest(ByteBuffer.wrap(Arrays.copyOf(whole, whole.length + 1))))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessage("1 bytes too many");
  }
}
