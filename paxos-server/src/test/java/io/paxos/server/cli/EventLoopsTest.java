package io.paxos.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventLoopsTest {
  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "3, 1", "4, 2", "16, 8"})
  void half_of_the_processors_are_left_to_the_database(int processors, int loops) {
    assertThat(EventLoops.forProcessors(processors)).isEqualTo(loops);
  }
}
