package io.paxos.driver.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How long something has been there. */
class SeenTest {
  private final Seen<String> seen = new Seen<>();

  @Test
  void it_is_new_in_its_first_pass_and_has_an_age_from_then_on() {
    assertThat(seen.ageNanos("a", 10)).isEmpty();
    assertThat(seen.ageNanos("a", 15)).isEmpty();
    seen.endPass();
    assertThat(seen.ageNanos("a", 20)).isPresent();
    seen.endPass();
    assertThat(seen.ageNanos("a", 70).orElseThrow()).isBetween(50L, 60L);
  }

  @Test
  void what_was_not_there_in_one_pass_is_new_in_the_next() {
    assertThat(seen.ageNanos("a", 10)).isEmpty();
    seen.endPass();
    seen.endPass();
    assertThat(seen.ageNanos("a", 20)).isEmpty();
  }

  @Test
  void what_does_not_fit_is_always_new() {
    for (int pass = 0; pass < 2; pass++) {
      for (int i = 0; i < 100_000; i++) {
        assertThat(seen.ageNanos("a" + i, 10).isPresent()).isEqualTo(pass == 1);
      }
      assertThat(seen.ageNanos("too many", 10)).isEmpty();
      seen.endPass();
    }
  }
}
