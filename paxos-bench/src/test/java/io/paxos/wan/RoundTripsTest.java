package io.paxos.wan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class RoundTripsTest {
  private final RoundTrips paper = RoundTrips.parse("21.8, 169,189.2");

  @Test
  void a_way_is_as_long_in_one_direction_as_in_the_other() {
    assertThat(paper.between(0, 1)).isEqualTo(micros(21_800)).isEqualTo(paper.between(1, 0));
    assertThat(paper.between(0, 2)).isEqualTo(micros(169_000)).isEqualTo(paper.between(2, 0));
    assertThat(paper.between(1, 2)).isEqualTo(micros(189_200)).isEqualTo(paper.between(2, 1));
  }

  @Test
  void the_nearest_other_node_completes_a_quorum() {
    assertThat(paper.toQuorum(0)).isEqualTo(micros(21_800));
    assertThat(paper.toQuorum(1)).isEqualTo(micros(21_800));
    assertThat(paper.toQuorum(2)).isEqualTo(micros(169_000));
  }

  @Test
  void there_are_three_and_each_is_a_number_that_makes_sense() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RoundTrips.parse("1,2"))
        .withMessageContaining("are not the round trips of n1 and n2");
    for (String wrong : new String[] {"1,x,3", "1,-2,3", "1,NaN,3", "1,,3", "1,1000.1,3"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> RoundTrips.parse(wrong))
          .withMessageContaining("milliseconds in 0..1000");
    }
  }

  private static Duration micros(long micros) {
    return Duration.ofNanos(micros * 1_000);
  }
}
