package io.paxos.driver.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.simulation.VirtualTimers;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Callers come first. */
class PaceTest {
  private final VirtualTimers timers = new VirtualTimers();

  @Test
  void after_work_comes_a_pause_in_proportion() {
    assertThat(work(new Pace(timers, 0.5, 64), 10, 0)).isEqualTo(Duration.ofMillis(10));
    assertThat(work(new Pace(timers, 0.25, 64), 10, 0)).isEqualTo(Duration.ofMillis(30));
    assertThat(work(new Pace(timers, 1, 64), 10, 0)).isZero();
  }

  @Test
  void it_begins_slowly_and_takes_twice_as_many_each_time_up_to_the_limit() {
    Pace pace = new Pace(timers, 0.5, 20);
    assertThat(pace.width()).isEqualTo(4);
    work(pace, 1, 0);
    assertThat(pace.width()).isEqualTo(8);
    work(pace, 1, 0);
    work(pace, 1, 0);
    assertThat(pace.width()).isEqualTo(20);
    assertThat(new Pace(timers, 0.5, 1).width()).isEqualTo(1);
  }

  @Test
  void of_large_values_few_are_under_way_at_once_and_never_none() {
    Pace pace = new Pace(timers, 0.5, 64);
    work(pace, 1, 1 << 20);
    assertThat(pace.width()).isEqualTo(4);
    work(pace, 1, 400 << 20);
    assertThat(pace.width()).isEqualTo(1);
    work(pace, 1, 0);
    assertThat(pace.width()).isEqualTo(2);
  }

  @Test
  void what_was_done_in_the_last_second_is_measured() {
    Pace pace = new Pace(timers, 0.5, 64);
    assertThat(pace.perSecond()).isZero();
    work(pace, 100, 0);
    assertThat(pace.perSecond()).isEqualTo(40);
    for (int i = 0; i < 300; i++) {
      work(pace, 10, 0);
    }
    assertThat(pace.perSecond()).isBetween(395L, 405L);
  }

  /** Four registers. */
  private Duration work(Pace pace, long millis, long bytesEach) {
    pace.begin();
    timers.advance(Duration.ofMillis(millis));
    return pace.end(4, 4 * bytesEach);
  }
}
