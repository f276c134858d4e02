package io.paxos.bench.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.paxos.bench.suite.Comparison.Verdict;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  @Test
  void less_time_is_better_and_more_is_worse() {
    Result before = Results.taking("acceptor", 100, 5);
    assertThat(verdict(before, Results.taking("acceptor", 80, 5))).isEqualTo(Verdict.BETTER);
    assertThat(verdict(before, Results.taking("acceptor", 120, 5))).isEqualTo(Verdict.WORSE);
  }

  @Test
  void more_done_is_better_and_less_is_worse() {
    Result before = Results.doing("acceptor", 100, 5);
    assertThat(verdict(before, Results.doing("acceptor", 120, 5))).isEqualTo(Verdict.BETTER);
    assertThat(verdict(before, Results.doing("acceptor", 80, 5))).isEqualTo(Verdict.WORSE);
  }

  @Test
  void nothing_is_said_while_the_error_bars_touch() {
    Result before = Results.taking("acceptor", 100, 5);
    assertThat(verdict(before, Results.taking("acceptor", 110, 5))).isEqualTo(Verdict.WITHIN_ERROR);
    assertThat(verdict(before, Results.taking("acceptor", 90, 5))).isEqualTo(Verdict.WITHIN_ERROR);
    assertThat(verdict(before, Results.taking("acceptor", 111, 5))).isEqualTo(Verdict.WORSE);
  }

  @Test
  void nothing_is_said_without_error_bars() {
    Result known = Results.taking("acceptor", 100, 5);
    Result unknown = Results.taking("acceptor", 1, Double.NaN);
    assertThat(verdict(known, unknown)).isEqualTo(Verdict.UNKNOWN);
    assertThat(verdict(unknown, known)).isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void the_ratio_says_how_many_times_the_bare_statement_it_costs() {
    Ratio ofTimes =
        Ratio.of(Results.taking("acceptor", 300, 30), Results.taking("bareStatement", 200, 0));
    assertThat(ofTimes.value()).isEqualTo(1.5);
    assertThat(ofTimes.error()).isCloseTo(0.15, within(1e-9));
    Ratio ofRates =
        Ratio.of(Results.doing("acceptor", 200, 0), Results.doing("bareStatement", 300, 30));
    assertThat(ofRates.value()).isEqualTo(1.5);
    assertThat(ofRates.error()).isCloseTo(0.15, within(1e-9));
    assertThat(
            Ratio.of(
                    Results.taking("acceptor", 300, Double.NaN),
                    Results.taking("bareStatement", 200, 0))
                .text())
        .isEqualTo("1.50 ×");
  }

  private static Verdict verdict(Result before, Result after) {
    return new Comparison(before, after).verdict();
  }
}
