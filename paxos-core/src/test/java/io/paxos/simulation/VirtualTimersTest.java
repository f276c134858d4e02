package io.paxos.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paxos.driver.Timers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class VirtualTimersTest {
  private final VirtualTimers timers = new VirtualTimers();
  private final List<String> ran = new ArrayList<>();

  @Test
  void what_is_due_at_the_same_moment_runs_in_the_order_of_scheduling() {
    at(5, "b");
    at(3, "a");
    at(5, "c");
    timers.advance(Duration.ofNanos(10));
    assertThat(ran).containsExactly("a", "b", "c");
    assertThat(timers.nanoTime()).isEqualTo(10);
  }

  @Test
  void time_passes_no_further_than_it_has_to() {
    at(3, "a");
    at(7, "b");
    timers.runUntil(() -> ran.contains("a"));
    assertThat(timers.nanoTime()).isEqualTo(3);
    assertThatThrownBy(() -> timers.runUntil(() -> ran.contains("c")))
        .hasMessageContaining("nothing is left to happen");
  }

  @Test
  void what_is_cancelled_or_has_run_cannot_be_moved() {
    Timers.Cancellable cancelled = at(3, "a");
    Timers.Cancellable over = at(1, "b");
    cancelled.cancel();
    cancelled.cancel();
    timers.advance(Duration.ofNanos(2));
    timers.bringForward(over, 1);
    timers.bringForward(cancelled, 1);
    timers.advance(Duration.ofNanos(9));
    assertThat(ran).containsExactly("b");
  }

  @Test
  void what_is_brought_forward_is_due_now_at_the_earliest() {
    timers.advance(Duration.ofNanos(10));
    Timers.Cancellable soon = at(5, "soon");
    Timers.Cancellable late = at(1, "late");
    timers.bringForward(soon, 100);
    timers.bringForward(late, -3);
    assertThat(timers.nanoTime()).isEqualTo(10);
    timers.runUntil(() -> ran.size() == 2);
    assertThat(ran).containsExactly("soon", "late");
    assertThat(timers.nanoTime()).isEqualTo(14);
  }

  @Test
  void any_number_of_tasks_runs_in_order_whatever_is_cancelled_and_moved() {
    Random random = new Random(7);
    TreeMap<String, Timers.Cancellable> handles = new TreeMap<>();
    TreeMap<String, Long> expected = new TreeMap<>();
    for (int i = 0; i < 2_000; i++) {
      String name = "%05d".formatted(i);
      long due = random.nextInt(500);
      handles.put(name, at(due, name));
      expected.put(name, due);
      var other = handles.ceilingEntry("%05d".formatted(random.nextInt(i + 1)));
      if (other != null && random.nextInt(4) == 0) {
        other.getValue().cancel();
        handles.remove(other.getKey());
        expected.remove(other.getKey());
      } else if (other != null && random.nextInt(4) == 0) {
        timers.bringForward(other.getValue(), 50);
        expected.compute(other.getKey(), (same, moment) -> Math.max(0, moment - 50));
      }
    }
    timers.advance(Duration.ofNanos(1_000));
    assertThat(ran)
        .containsExactlyElementsOf(
            expected.entrySet().stream()
                .sorted(
                    Map.Entry.<String, Long>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList());
  }

  private Timers.Cancellable at(long nanos, String name) {
    return timers.schedule(Duration.ofNanos(nanos), () -> ran.add(name));
  }
}
