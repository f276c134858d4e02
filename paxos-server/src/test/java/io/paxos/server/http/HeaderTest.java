package io.paxos.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paxos.protocol.OperationId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Content-Type, Prefer and Idempotency-Key. */
class HeaderTest {
  @Test
  void a_value_without_content_type_is_octets() {
    assertThat(MediaType.parse(List.of())).isEqualTo("application/octet-stream");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/json",
        "application/vnd.a+json",
        "text/plain;charset=utf-8",
        "text/plain ; charset=\"utf-8\"",
        "text/plain;",
        "a/b;c=d;e=\"f;g\\\"h\";;i=j",
        "multipart/form-data; boundary=x"
      })
  void media_types_are_kept_as_they_were_sent(String text) {
    assertThat(MediaType.parse(List.of(text))).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "text",
        "text/",
        "/plain",
        "text/plain/x",
        "text plain",
        "text/plain charset=utf-8",
        "text/plain;charset",
        "text/plain;charset=",
        "text/plain;=x",
        "text/plain;a=\"b",
        "text/plain;a =b",
        "text/plain, text/html",
        "tëxt/plain",
        "text/pl\u0001ain",
        "*/"
      })
  void what_is_no_media_type_is_refused(String text) {
    assertThatThrownBy(() -> MediaType.parse(List.of(text)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not a media type");
  }

  @Test
  void a_long_or_second_content_type_is_refused() {
    assertThatThrownBy(() -> MediaType.parse(List.of("text/" + "x".repeat(251))))
        .hasMessageContaining("1 to 255");
    assertThatThrownBy(() -> MediaType.parse(List.of("a/b", "a/b")))
        .hasMessageContaining("more than once");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "return=representation                     | true",
        "Return = representation                   | true",
        "return=\"representation\"                 | true",
        "respond-async, return=representation; a=b | true",
        "x=\"return=minimal\", return=representation | true",
        "return=representation, return=minimal     | true",
        "return=minimal, return=representation     | false",
        "return=minimal                            | false",
        "return                                    | false",
        "x=\"return=representation\"               | false",
        "x; return=representation                  | false",
        "=,;\"                                     | false",
      })
  void the_first_return_preference_counts(String header, boolean representation) {
    assertThat(Preference.asksForRepresentation(List.of(header))).isEqualTo(representation);
  }

  @Test
  void preferences_may_stand_on_several_lines() {
    assertThat(Preference.asksForRepresentation(List.of("wait=5", "return=representation")))
        .isTrue();
    assertThat(Preference.asksForRepresentation(List.of())).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "abc | abc",
        "\"abc\" | abc",
        "a+/=:b | a+/=:b",
        "\"a\\\"b,c\" | a\"b,c",
        "01890a5d-ac96-774b-bcce-b302099a8057 | 01890a5d-ac96-774b-bcce-b302099a8057",
      })
  void a_key_is_bare_or_in_quotes(String header, String text) {
    assertThat(IdempotencyKey.parse(List.of(header))).contains(new OperationId(text));
  }

  @Test
  void without_the_header_there_is_no_key() {
    assertThat(IdempotencyKey.parse(List.of())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a b",
        "a,b",
        "\"a\", \"b\"",
        "\"a",
        "a\"",
        "\"\"",
        "\"a b\"",
        "\"a\";x=1",
        "é",
        "\"é\"",
        "a\\b",
        "a;b"
      })
  void what_is_no_key_is_refused(String header) {
    assertThatThrownBy(() -> IdempotencyKey.parse(List.of(header)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_long_or_second_key_is_refused() {
    assertThat(IdempotencyKey.parse(List.of("k".repeat(128)))).isPresent();
    assertThatThrownBy(() -> IdempotencyKey.parse(List.of("k".repeat(129))))
        .hasMessageContaining("1 to 128");
    assertThatThrownBy(() -> IdempotencyKey.parse(List.of("k", "k")))
        .hasMessageContaining("more than once");
  }
}
