package io.paxos.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  @Test
  void ratios_are_of_the_runs_of_a_round_and_their_median_is_told() {
    Comparison comparison =
        Comparison.of(
            List.of(run("a", 10), run("a", 30), run("a", 40)),
            List.of(run("b", 10), run("b", 10), run("b", 20)));
    Comparison.Row throughput = comparison.rows().get(0);
    assertThat(throughput.figure()).isEqualTo("succeeded/s");
    assertThat(throughput.first()).contains(new Comparison.Spread(10, 30, 40));
    assertThat(throughput.second()).contains(new Comparison.Spread(10, 10, 20));
    assertThat(throughput.ratio()).contains(new Comparison.Spread(1, 2, 3));
  }

  @Test
  void there_is_no_ratio_of_nothing_to_nothing() {
    Comparison comparison = Comparison.of(List.of(run("a", 1)), List.of(run("b", 1)));
    assertThat(comparison.rows().get(1).figure()).isEqualTo("errors");
    assertThat(comparison.rows().get(1).ratio()).isEmpty();
  }

  private static RunFigures run(String target, int successes) {
    Measurement measurement =
        new Measurement(List.of(new Node("n1", "127.0.0.1", 1)), Duration.ofSeconds(1));
    IntStream.range(0, successes)
        .forEach(
            i ->
                measurement.ended(
                    Kind.READ, 0, 0, TimeUnit.MILLISECONDS.toNanos(i), Verdict.SUCCEEDED));
    return measurement.figures(target, 0);
  }
}
