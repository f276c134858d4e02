package io.paxos.bench.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.report.BarChart;
import io.paxos.report.LineChart;
import java.util.List;
import org.junit.jupiter.api.Test;

class SectionTest {
  @Test
  void a_method_for_each_number_of_callers_is_told_by_that_number() {
    Section section =
        section(
            Results.calledBy(1, "oneCaller", "SQLITE"),
            Results.calledBy(16, "sixteenCallers", "SQLITE"),
            Results.calledBy(64, "sixtyFourCallers", "SQLITE"),
            Results.calledBy(1, "oneCaller", "MEMORY"));
    assertThat(section.dimensions()).containsExactly("storage", "callers");
    assertThat(Pictures.of(section))
        .singleElement()
        .isInstanceOfSatisfying(
            LineChart.class,
            chart -> {
              assertThat(chart.lines()).extracting("name").containsExactly("sqlite", "memory");
              assertThat(chart.lines().get(0).x()).containsExactly(1.0, 16.0, 64.0);
            });
  }

  @Test
  void rows_are_in_the_order_of_their_numbers_within_a_storage() {
    Section section =
        section(
            Results.calledBy(16, "sixteenCallers", "SQLITE"),
            Results.calledBy(16, "sixteenCallers", "MEMORY"),
            Results.calledBy(2, "twoCallers", "SQLITE"),
            Results.calledBy(2, "twoCallers", "MEMORY"));
    assertThat(section.results())
        .extracting(result -> result.parameters().get("storage") + result.callers())
        .containsExactly("SQLITE2", "SQLITE16", "MEMORY2", "MEMORY16");
  }

  @Test
  void what_only_has_names_is_drawn_as_bars() {
    Section section =
        section(Results.taking("accept", 2, 1), Results.taking("prepareAll", 3, Double.NaN));
    assertThat(Pictures.of(section))
        .singleElement()
        .isInstanceOfSatisfying(
            BarChart.class,
            chart -> {
              assertThat(chart.categories()).containsExactly("accept", "prepare all");
              assertThat(chart.bars().get(0).values()).containsExactly(2.0, 3.0);
            });
  }

  @Test
  void a_result_stands_beside_the_bare_one_of_the_same_parameters() {
    Result bare = Results.taking("bareStatement", 2, 1);
    Result ours = Results.taking("acceptor", 3, 1);
    assertThat(section(bare, ours).bareOf(ours)).contains(bare);
    assertThat(section(bare, ours).bareOf(bare)).isEmpty();
    Result other = Results.calledBy(1, "acceptor", "SQLITE");
    assertThat(section(bare, other).bareOf(other)).isEmpty();
  }

  private static Section section(Result... results) {
    return Section.of(List.of(results)).get(0);
  }
}
