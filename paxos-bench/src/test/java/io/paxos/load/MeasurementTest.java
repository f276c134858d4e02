package io.paxos.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MeasurementTest {
  private final Measurement measurement =
      new Measurement(
          List.of(new Node("n1", "127.0.0.1", 1), new Node("n2", "127.0.0.1", 2)),
          Duration.ofSeconds(10));

  @Test
  void percentiles_are_those_of_what_succeeded() {
    for (int millis = 1; millis <= 1000; millis++) {
      ended(0, 0, millis, Verdict.SUCCEEDED);
    }
    ended(0, 1000, 9000, Verdict.failed("timeout", ""));
    Latency latency = figures().all().latency().orElseThrow();
    assertThat(latency.p50Millis()).isCloseTo(500, within(1.0));
    assertThat(latency.p90Millis()).isCloseTo(900, within(1.0));
    assertThat(latency.p99Millis()).isCloseTo(990, within(1.0));
    assertThat(latency.p999Millis()).isCloseTo(999, within(1.0));
    assertThat(latency.maxMillis()).isCloseTo(1000, within(1.0));
    assertThat(figures().succeededPerSecond()).isEqualTo(100);
  }

  @Test
  void what_began_in_the_warm_up_does_not_belong_to_the_measurement() {
    ended(0, -500, 500, Verdict.SUCCEEDED);
    ended(0, 500, 600, Verdict.SUCCEEDED);
    assertThat(figures().all().succeeded()).isEqualTo(1);
  }

  @Test
  void the_longest_gap_is_told_for_each_node_and_for_all() {
    ended(0, 1000, 1000, Verdict.SUCCEEDED);
    ended(1, 2000, 2000, Verdict.SUCCEEDED);
    ended(0, 3000, 3000, Verdict.failed("timeout", ""));
    ended(0, 6000, 6000, Verdict.SUCCEEDED);
    ended(0, 8000, 8000, Verdict.SUCCEEDED);
    assertThat(figures().gap()).isEqualTo(new Gap(4, 2));
    assertThat(figures().nodes().get(0).gap()).isEqualTo(new Gap(5, 1));
    assertThat(figures().nodes().get(1).gap()).isEqualTo(new Gap(8, 2));
  }

  @Test
  void nothing_at_all_is_one_long_gap() {
    assertThat(figures().gap()).isEqualTo(new Gap(10, 0));
    assertThat(figures().all().latency()).isEmpty();
  }

  @Test
  void the_timeline_has_every_second_also_those_in_which_nothing_ended() {
    ended(0, 100, 200, Verdict.SUCCEEDED);
    ended(0, 100, 4200, Verdict.DECLINED);
    ended(0, 9900, 10200, Verdict.SUCCEEDED);
    List<Second> timeline = figures().timeline();
    assertThat(timeline).extracting(Second::number).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    assertThat(timeline.get(0).succeeded()).isEqualTo(1);
    assertThat(timeline.get(4).declined()).isEqualTo(1);
    assertThat(timeline.get(9).succeeded()).isZero();
  }

  private void ended(int node, long beganMillis, long endedMillis, Verdict verdict) {
    measurement.ended(
        Kind.READ,
        node,
        TimeUnit.MILLISECONDS.toNanos(beganMillis),
        TimeUnit.MILLISECONDS.toNanos(endedMillis),
        verdict);
  }

  private RunFigures figures() {
    return measurement.figures("played", 0);
  }
}
