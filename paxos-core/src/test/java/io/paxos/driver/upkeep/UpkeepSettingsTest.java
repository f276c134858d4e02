package io.paxos.driver.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class UpkeepSettingsTest {
  @Test
  void a_share_is_above_nothing_and_at_most_all() {
    for (double share : new double[] {0, -0.5, 1.1}) {
      assertThatThrownBy(() -> settings(1, 5, share, 1, 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("a share of " + share + " is not above 0, up to 1");
    }
  }

  @Test
  void numbers_are_positive() {
    assertThatThrownBy(() -> settings(1, 5, 1, 0, 1)).hasMessageContaining("0 in flight");
    assertThatThrownBy(() -> settings(1, 5, 1, 1, 0)).hasMessageContaining("0 collected");
  }

  @Test
  void a_takeover_takes_a_beat_at_least() {
    assertThatThrownBy(() -> settings(0, 5, 1, 1, 1)).hasMessageContaining("a beat of PT0S");
    assertThatThrownBy(() -> settings(-1, 5, 1, 1, 1)).hasMessageContaining("a beat of PT-1S");
    assertThatThrownBy(() -> settings(5, 4, 1, 1, 1)).hasMessageContaining("after PT4S");
  }

  @Test
  void the_more_of_the_time_is_given_the_more_registers_are_under_way() {
    assertThat(UpkeepSettings.inFlight(0.01)).isEqualTo(1);
    assertThat(UpkeepSettings.inFlight(UpkeepSettings.DEFAULT.transferShare()))
        .isEqualTo(UpkeepSettings.DEFAULT.inFlight());
    assertThat(UpkeepSettings.inFlight(0.5)).isEqualTo(32);
    assertThat(UpkeepSettings.inFlight(1)).isEqualTo(128);
  }

  private static UpkeepSettings settings(
      long beat, long takeover, double share, int inFlight, int perSecond) {
    Duration second = Duration.ofSeconds(1);
    return new UpkeepSettings(
        Duration.ofSeconds(beat),
        Duration.ofSeconds(takeover),
        second,
        share,
        inFlight,
        second,
        perSecond,
        second);
  }
}
