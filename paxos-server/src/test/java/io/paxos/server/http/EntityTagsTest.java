package io.paxos.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagsTest {
  @Test
  void several_lines_are_one_list() {
    assertThat(EntityTags.parse("If-Match", List.of("\"1\", W/\"2\"", "\"3\"")))
        .contains(
            new EntityTags.Listed(
                List.of(
                    new EntityTag(false, "1"),
                    new EntityTag(true, "2"),
                    new EntityTag(false, "3"))));
  }

  @Test
  void no_line_is_no_condition() {
    assertThat(EntityTags.parse("If-Match", List.of())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", " * ", "\t*"})
  void a_star_means_any(String text) {
    assertThat(EntityTags.parse("If-Match", List.of(text))).contains(new EntityTags.Any());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"7\"", ",\"7\"", "\"7\",", " , ,\"7\" , ,", "\t\"7\"\t"})
  void empty_elements_and_blanks_do_not_count(String text) {
    assertThat(EntityTags.parse("If-Match", List.of(text)))
        .contains(new EntityTags.Listed(List.of(new EntityTag(false, "7"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "\"a,b\"", "\"\\\"", "\"é\"", "\"!#~\"", "\"*\""})
  void the_text_of_a_tag_is_opaque(String text) {
    assertThat(EntityTags.parse("If-Match", List.of(text)))
        .contains(
            new EntityTags.Listed(
                List.of(new EntityTag(false, text.substring(1, text.length() - 1)))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ",",
        "7",
        "\"7",
        "7\"",
        "'7'",
        "\"1\" \"2\"",
        "\"1\"\"2\"",
        "w/\"1\"",
        "W\"1\"",
        "W/ \"1\"",
        "W/1",
        "*, \"1\"",
        "\"1\", *",
        "**",
        "*,*",
        "\"a b\"",
        "\"a\tb\"",
        "\"1\";",
        "\"1\", x",
        "\"\u007f\"",
        "\"1\nX: y\"",
        "W/",
        "\"1\", \""
      })
  void what_is_no_list_of_tags_is_refused_with_the_rule(String text) {
    assertThatThrownBy(() -> EntityTags.parse("If-Match", List.of(text)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("neither * nor a list of entity tags");
  }

  @Test
  void a_star_on_one_line_and_a_tag_on_another_contradict() {
    assertThatThrownBy(() -> EntityTags.parse("If-Match", List.of("*", "\"1\"")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
