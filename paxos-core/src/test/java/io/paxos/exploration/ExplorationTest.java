package io.paxos.exploration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Everything that can happen in small scopes, and the laws that hold throughout. */
class ExplorationTest {
  private static final int NO_LIMIT = Integer.MAX_VALUE;

  /** Exact, so that a change of the core, or of the scopes, that changes what can happen shows. */
  private static final String EXPECTED =
      """
      two writers, one round each: 4,968 states, 28,973 transitions
      a writer in one round and a reader: 4,528 states, 27,163 transitions
      a write over a cached promise that is given up, and the next: 32,121 states, 154,887 transitions
      a proposer that retries, crashes, and proposes again: 30,093 states, 141,640 transitions
      a proposer that crashes twice and proposes again, and a writer: 72,485 states, 513,666 transitions
      an acceptor that restarts, a doubled request, and two writers: 130,463 states, 915,699 transitions
      a writer, retrying once, and a reader that repairs: 161,698 states, 1,068,904 transitions
      a compare-and-set, asked again after a rejection, and a writer: 180,424 states, 1,242,063 transitions
      a caller whose time may be up, and a writer: 198,404 states, 1,320,457 transitions
      two writes over a cached promise, and a writer: 204,446 states, 1,391,083 transitions
      a write, a delete, and a creation by another: 204,446 states, 1,391,083 transitions
      two writers over a floor that one acceptor missed: 301,596 states, 2,009,118 transitions
      two changes that may ride together, and a writer: 378,267 states, 2,498,154 transitions
      one operation asked for through two proposers: 394,757 states, 2,726,123 transitions
      a write that is given up, a delete that joins its round, and a writer: 880,369 states, 6,117,018 transitions
      a writer and two readers that repair: 996,744 states, 8,836,372 transitions
      the write-once switch and three writers: 1,370,596 states, 12,022,177 transitions
      two writers, each retrying once: 2,581,415 states, 15,924,421 transitions
      """;

  @Test
  void no_law_is_broken_in_any_state_of_any_scope() {
    List<Result> results =
        Scopes.ALL.stream().map(scope -> Search.of(scope, Core.REAL, NO_LIMIT)).toList();

    assertThat(results).allSatisfy(result -> assertThat(result.counterexample()).isEmpty());
    assertThat(results).allMatch(Result::complete);
    assertThat(results.stream().map(ExplorationTest::line).toList())
        .containsExactlyElementsOf(EXPECTED.lines().toList());
    assertThat(results.stream().mapToLong(Result::states).sum()).isGreaterThan(3_500_000);
  }

  @Test
  void no_law_is_broken_on_a_random_walk_through_a_larger_scope() {
    Result result = Walk.of(Scopes.LARGE, Core.REAL, 1, 200_000);

    assertThat(result.counterexample()).isEmpty();
    assertThat(result.transitions()).isEqualTo(200_000);
    assertThat(result.states()).isEqualTo(188_615);
  }

  @Test
  void worlds_that_differ_by_the_names_of_acceptors_are_counted_once_and_none_is_missed() {
    assertOrbitsAddUp(Scopes.TWO_WRITERS_IN_ONE_ROUND_EACH, 25_307);
    assertOrbitsAddUp(Scopes.WRITER_AND_READER_ONCE, 22_821);
    assertOrbitsAddUp(Scopes.GIVEN_UP_AND_NEXT, 165_045);
  }

  private static void assertOrbitsAddUp(Scope scope, long states) {
    Result all = Search.withoutSymmetry(scope, Core.REAL, NO_LIMIT);
    assertThat(Search.sumOfOrbits(scope, Core.REAL, NO_LIMIT)).isEqualTo(all.states());
    assertThat(all.states()).as(scope.name()).isEqualTo(states);
  }

  static String line(Result result) {
    return "%s: %,d states, %,d transitions"
        .formatted(result.scope(), result.states(), result.transitions());
  }
}
