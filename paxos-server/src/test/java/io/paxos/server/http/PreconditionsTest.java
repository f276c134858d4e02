package io.paxos.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.register.Versioned;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9110, sections 13.1.1, 13.1.2 and 13.2.2, case by case. */
class PreconditionsTest {
  private static final Versioned<String> AT_SEVEN = new Versioned<>(7, Optional.of("x"));
  private static final Versioned<String> DELETED_AT_SEVEN = new Versioned<>(7, Optional.empty());

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      delimiter = ';',
      value = {
        "'\"7\"';          true;  false",
        "'\"8\"';          false; false",
        "'\"07\"';         false; false",
        "'\"7 \"x';        error; error",
        "'W/\"7\"';        false; false",
        "'*';              true;  false",
        "'\"6\", \"7\"';   true;  false",
        "'\"6\", W/\"7\"'; false; false",
        "'\"x\", \"7\"';   true;  false",
        "'\"\"';           false; false",
        "'\"-7\"';         false; false",
        "'\"7.0\"';        false; false",
      })
  void if_match_compares_strongly(String header, String withValue, String withoutValue) {
    assertThat(verdict(List.of(header), List.of(), AT_SEVEN)).isEqualTo(withValue);
    assertThat(verdict(List.of(header), List.of(), DELETED_AT_SEVEN)).isEqualTo(withoutValue);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      delimiter = ';',
      value = {
        "'\"7\"';          false; true",
        "'\"8\"';          true;  true",
        "'\"07\"';         true;  true",
        "'W/\"7\"';        false; true",
        "'*';              false; true",
        "'\"6\", \"7\"';   false; true",
        "'\"6\", W/\"7\"'; false; true",
        "'\"x\", \"8\"';   true;  true",
        "'7';              error; error",
      })
  void if_none_match_compares_weakly(String header, String withValue, String withoutValue) {
    assertThat(verdict(List.of(), List.of(header), AT_SEVEN)).isEqualTo(withValue);
    assertThat(verdict(List.of(), List.of(header), DELETED_AT_SEVEN)).isEqualTo(withoutValue);
  }

  @Test
  void without_headers_every_state_will_do() {
    assertThat(Preconditions.parse(List.of(), List.of()).unmetBy(AT_SEVEN)).isEmpty();
    assertThat(Preconditions.parse(List.of(), List.of()).unmetBy(DELETED_AT_SEVEN)).isEmpty();
  }

  @Test
  void if_match_is_evaluated_before_if_none_match() {
    Preconditions both = Preconditions.parse(List.of("\"8\""), List.of("\"7\""));
    assertThat(both.unmetBy(AT_SEVEN)).contains(Preconditions.Unmet.IF_MATCH);
  }

  @Test
  void if_none_match_is_evaluated_once_if_match_holds() {
    Preconditions both = Preconditions.parse(List.of("\"7\""), List.of("\"7\""));
    assertThat(both.unmetBy(AT_SEVEN)).contains(Preconditions.Unmet.IF_NONE_MATCH);
    Preconditions fresh = Preconditions.parse(List.of("*"), List.of("\"6\""));
    assertThat(fresh.unmetBy(AT_SEVEN)).isEmpty();
  }

  @Test
  void the_problem_names_the_condition_and_what_was_found() {
    Problem lost = Preconditions.parse(List.of("\"6\""), List.of()).problem(AT_SEVEN);
    assertThat(lost.detail())
        .isEqualTo("If-Match: \"6\" does not hold: the value has the entity tag \"7\"");
    assertThat(lost.headers()).containsEntry("ETag", "\"7\"");
    Problem gone = Preconditions.parse(List.of("*"), List.of()).problem(DELETED_AT_SEVEN);
    assertThat(gone.detail()).isEqualTo("If-Match: * does not hold: there is no value");
    assertThat(gone.headers()).doesNotContainKey("ETag");
    assertThat(gone.revision()).hasValue(7);
  }

  private static String verdict(
      List<String> ifMatch, List<String> ifNoneMatch, Versioned<String> current) {
    try {
      Preconditions conditions = Preconditions.parse(ifMatch, ifNoneMatch);
      return Boolean.toString(conditions.unmetBy(current).isEmpty());
    } catch (IllegalArgumentException malformed) {
      return "error";
    }
  }
}
