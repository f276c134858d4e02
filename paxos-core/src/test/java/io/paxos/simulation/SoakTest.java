package io.paxos.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Run by {@code mvn test -Psoak -Dpaxos.soak.hours=8}. */
@EnabledIfSystemProperty(named = "paxos.soak.hours", matches = ".+")
class SoakTest {
  @Test
  void no_seed_fails_for_hours() {
    double hours = Double.parseDouble(System.getProperty("paxos.soak.hours", "0"));
    long firstSeed = Long.getLong("paxos.soak.from", System.nanoTime());
    Duration duration = Duration.ofMillis((long) (hours * 3_600_000));

    Campaign.Summary summary = new Soak(duration, System.out).run(firstSeed, run -> {});
    System.out.println(summary);

    summary.failed().ifPresent(seed -> assertThat(Replay.report(seed)).isEmpty());
  }
}
