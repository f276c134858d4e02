package io.paxos.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RawTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "plain | plain",
        "a/b | a/b",
        "a%2Fb | a/b",
        "a%2fb | a/b",
        "a//b/ | a//b/",
        "../.. | ../..",
        "a+b | a+b",
        "a%2Bb | a+b",
        "100%25 | 100%",
        "%2525 | %25",
        "%C5%BC | ż",
        "%F0%9F%90%99 | 🐙",
        "a;b=c,d | a;b=c,d",
        "\"<>{}^` | \"<>{}^`",
      })
  void text_is_decoded_exactly_once(String raw, String decoded) {
    assertThat(RawText.decode(raw)).isEqualTo(decoded);
  }

  @Test
  void nul_and_newline_can_be_escaped() {
    assertThat(RawText.decode("%00a%0A")).isEqualTo("\0a\n");
  }

  @Test
  void bytes_that_the_client_did_not_escape_count_as_escaped() {
    String raw = new String("żółw".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    assertThat(RawText.decode(raw)).isEqualTo("żółw");
  }

  @Test
  void every_text_survives_being_escaped_byte_by_byte() {
    SplittableRandom random = new SplittableRandom(9);
    for (int i = 0; i < 1_000; i++) {
      String text =
          random
              .ints(random.nextInt(20), 0, 0x11_0000)
              .filter(point -> point < 0xd800 || point > 0xdfff)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
      StringBuilder raw = new StringBuilder();
      for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
        raw.append("%%%02x".formatted(one & 0xff));
      }
      assertThat(RawText.decode(raw.toString())).isEqualTo(text);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "a%", "a%2", "%zz", "%2g", "%g2", "%%41", "%-1", "%+1", "% 1"})
  void a_broken_escape_is_refused_with_the_rule(String raw) {
    assertThatThrownBy(() -> RawText.decode(raw))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("two hexadecimal digits");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%80",
        "%C5",
        "%C5x",
        "%C0%80",
        "%ED%A0%80",
        "%F4%90%80%80",
        "%FF",
        "a%FEb",
        "%E2%82",
        "\u00ff"
      })
  void what_is_not_utf_8_is_refused_with_the_rule(String raw) {
    assertThatThrownBy(() -> RawText.decode(raw))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("UTF-8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a#b", "a\u0001", "a\nb", "\u007f", "ż"})
  void what_cannot_stand_in_a_target_are_refused(String raw) {
    assertThatThrownBy(() -> RawText.decode(raw)).hasMessageContaining("percent-encoded");
  }

  @Test
  void known_query_parameters_are_decoded() {
    assertThat(RawText.query("kind=swi%74ch", Set.of("kind"))).isEqualTo(Map.of("kind", "switch"));
    assertThat(RawText.query("kind", Set.of("kind"))).isEqualTo(Map.of("kind", ""));
    assertThat(RawText.query("", Set.of())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x=1", "kind=a&kind=a", "kind=a&", "&", "Kind=a", "kind=%", "=", "kind=a&x"})
  void other_queries_are_refused(String raw) {
    assertThatThrownBy(() -> RawText.query(raw, Set.of("kind")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_raw_path_becomes_a_valid_reference() {
    assertThat(RawText.uri("/v1/a b/%zz/%41/\u00e9/\"?"))
        .isEqualTo("/v1/a%20b/%25zz/%41/%E9/%22%3F");
  }
}
