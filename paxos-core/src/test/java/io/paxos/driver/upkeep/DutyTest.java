package io.paxos.driver.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.protocol.Key;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** One node at a time, mostly. */
class DutyTest {
  private static final UpkeepSettings SETTINGS = UpkeepSettings.DEFAULT;
  private static final Key KEY = Key.register("duty");

  private final UpkeepWorld world = new UpkeepWorld(SETTINGS, "n1", "n2", "n3");
  private final Duty first = duty("n1", "first");
  private final Duty second = duty("n2", "second");

  @Test
  void who_comes_first_has_it_and_tells_how_far_it_is() {
    assertThat(beat(first, "")).contains(new Duty.Report("first", ""));
    assertThat(beat(first, "one\ntwo")).contains(new Duty.Report("first", "one\ntwo"));
    assertThat(beat(second, "mine")).isEmpty();

    assertThat(first.isHeld()).isTrue();
    assertThat(second.isHeld()).isFalse();
    assertThat(world.await(second.report()).who()).contains("first");
    assertThat(world.await(second.report()).told()).contains("one\ntwo");
  }

  @Test
  void of_two_who_ask_at_once_one_has_it() {
    CompletionStage<Optional<Duty.Report>> one = first.beat(Optional.of("one"));
    CompletionStage<Optional<Duty.Report>> two = second.beat(Optional.of("two"));

    assertThat(world.await(one).isPresent()).isNotEqualTo(world.await(two).isPresent());
  }

  @Test
  void as_long_as_it_beats_nobody_takes_it_over() {
    beat(first, "");
    for (int i = 0; i < 20; i++) {
      world.timers().advance(SETTINGS.beat());
      assertThat(beat(first, "still")).isPresent();
      assertThat(beat(second, "mine")).isEmpty();
    }
  }

  /** What was told is kept until there is something newer: it is where to go on. */
  @Test
  void when_it_has_been_silent_for_long_another_takes_it_over_with_what_was_told() {
    beat(first, "");
    beat(first, "half way");
    beat(second, "mine");
    world.timers().advance(SETTINGS.takeover());

    assertThat(world.await(second.beat(Optional.empty())))
        .contains(new Duty.Report("second", "half way"));
  }

  @Test
  void who_has_lost_it_learns_so_with_its_next_beat() {
    beat(first, "");
    beat(second, "");
    world.timers().advance(SETTINGS.takeover());
    beat(second, "");

    assertThat(beat(first, "still")).isEmpty();
    assertThat(first.isHeld()).isFalse();
    assertThat(world.await(second.report()).who()).contains("second");
  }

  @Test
  void what_is_laid_down_is_free_at_once() {
    beat(first, "");
    beat(first, "done");
    world.await(first.lay());

    assertThat(first.isHeld()).isFalse();
    assertThat(world.await(second.beat(Optional.empty()))).contains(new Duty.Report("second", ""));
  }

  @Test
  void who_does_not_have_it_does_not_lay_it_down() {
    beat(first, "mine");
    world.await(second.lay());

    assertThat(world.await(second.report()).who()).contains("first");
  }

  private Optional<Duty.Report> beat(Duty duty, String text) {
    return world.await(duty.beat(Optional.of(text)));
  }

  private Duty duty(String node, String self) {
    return new Duty(KEY, self, world.node(node).proposer(), world.timers(), SETTINGS);
  }
}
