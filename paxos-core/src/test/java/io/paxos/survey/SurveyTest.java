package io.paxos.survey;

import static io.paxos.Cast.page;
import static io.paxos.Cast.promise;
import static io.paxos.Cast.store;
import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.protocol.Key;
import io.paxos.protocol.ScanReply;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A portion is what all of those who were asked have told of. */
class SurveyTest {
  private static final Survey NEW = Survey.begin(Optional.empty(), 2);

  @Test
  void a_survey_of_nobody_has_no_rows_and_no_end() {
    assertThat(NEW.rows()).isEmpty();
    assertThat(NEW.end()).isEmpty();
    assertThat(NEW.floor()).isZero();
    assertThat(NEW.total()).isZero();
  }

  @Test
  void a_portion_ends_where_the_first_full_page_does() {
    Survey survey =
        NEW.on(store('A'), pageOf(0, "a", "d"))
            .on(store('B'), pageOf(0, "b", "c"))
            .on(store('C'), pageOf(0, "z"));

    assertThat(survey.end()).contains(Key.register("c"));
    assertThat(survey.rows().keySet()).extracting(Key::name).containsExactly("a", "b", "c");
  }

  /** What lies beyond a short page is nothing; a short page does not end the portion. */
  @Test
  void pages_that_are_not_full_end_nothing() {
    Survey survey = NEW.on(store('A'), pageOf(0, "a")).on(store('B'), pageOf(0, "z"));

    assertThat(survey.end()).isEmpty();
    assertThat(survey.rows().keySet()).extracting(Key::name).containsExactly("a", "z");
  }

  @Test
  void a_key_has_the_rows_of_all_who_hold_something() {
    Survey survey = NEW.on(store('A'), pageOf(0, "a")).on(store('B'), pageOf(0, "a", "b"));

    assertThat(survey.rows().get(Key.register("a"))).containsOnlyKeys(store('A'), store('B'));
    assertThat(survey.rows().get(Key.register("b"))).containsOnlyKeys(store('B'));
  }

  @Test
  void a_second_page_replaces_the_first() {
    Survey survey = NEW.on(store('A'), pageOf(3, "a")).on(store('A'), pageOf(2, "b"));

    assertThat(survey.rows().keySet()).extracting(Key::name).containsExactly("b");
    assertThat(survey.floor()).isEqualTo(2);
  }

  @Test
  void the_floor_and_the_total_are_the_greatest_that_were_told() {
    ScanReply.Page first = new ScanReply.Page(List.of(), 5, OptionalLong.of(10));
    ScanReply.Page second = new ScanReply.Page(List.of(), 4, OptionalLong.of(30));
    Survey survey = NEW.on(store('A'), first).on(store('B'), second).on(store('C'), pageOf(1));

    assertThat(survey.floor()).isEqualTo(5);
    assertThat(survey.total()).isEqualTo(30);
  }

  private static ScanReply.Page pageOf(long floor, String... keys) {
    return page(floor, Stream.of(keys).map(key -> promise(key, 1)).toArray(ScanReply.Row[]::new));
  }
}
