package io.paxos.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.paxos.checker.Sighting;
import org.junit.jupiter.api.Test;

/** Many seeds on every core; {@code -Dpaxos.seeds} says how many. */
class SimulationTest {
  private static final int SEEDS = Integer.getInteger("paxos.seeds", 100_000);
  private static final int AT_LEAST = 100;

  @Test
  void no_seed_breaks_a_promise_and_everything_worth_seeing_has_been_seen() {
    Campaign.Summary summary = Campaign.play(0, SEEDS, run -> {});
    System.out.println(summary);
    System.out.println(summary.sightings());

    summary.failed().ifPresent(seed -> fail(Replay.report(seed)));
    assertThat(summary.fewestOperations()).as("operations in a history").isGreaterThanOrEqualTo(50);
    assertThat(summary.fewestFaults()).as("faults in a history").isGreaterThanOrEqualTo(20);
    assertThat(summary.unknown()).as("unknown outcomes").isLessThan(summary.operations() / 5);
    for (Sighting sighting : Sighting.values()) {
      assertThat(summary.sightings().count(sighting))
          .as("%s", sighting)
          .isGreaterThanOrEqualTo(AT_LEAST);
    }
  }

  /** Nine proposers of five nodes and their restarts wrote between the accept and the retry. */
  @Test
  void a_write_that_the_lineage_has_forgotten_is_unknown_though_nothing_is_wrong_any_more() {
    assertThat(Hunt.failure(5_667_768)).isEmpty();
  }

  /** The era before was fenced off without some of the joiners, whom nobody told afterwards. */
  @Test
  void who_missed_the_beginning_of_a_change_is_told_later() {
    assertThat(Hunt.failure(42_683)).isEmpty();
  }

  /** Quorums of both groups were not there, but one of those who decided alone again was. */
  @Test
  void what_was_proposed_in_a_change_that_was_turned_back_is_read_as_chosen() {
    assertThat(Hunt.failure(62_682)).isEmpty();
  }
}
