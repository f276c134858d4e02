package io.paxos.exploration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Everything that can happen while acceptors change or rows are forgotten, in small scopes. */
class MembershipExplorationTest {
  private static final int NO_LIMIT = Integer.MAX_VALUE;

  /** Exact, as in {@link ExplorationTest}. */
  private static final String EXPECTED =
      """
      a change that may be turned back and begun again, and a writer: 47,676 states, 193,057 transitions
      one acceptor in the place of another, carried on by two at once, and a writer: 205,050 states, 1,208,276 transitions
      one acceptor in the place of another, whoever carries it on crashes, and a writer: 267,364 states, 1,145,949 transitions
      an acceptor that leaves and is to come back, and a writer: 504,778 states, 2,400,893 transitions
      one acceptor in the place of another, a writer that retries and a reader: 1,646,120 states, 10,196,864 transitions
      one acceptor, a write, a delete, and a write, a collection, and another writer: 400,502 states, 1,679,481 transitions
      one acceptor, three changes that may ride together, a collection, and a writer: 233,304 states, 907,490 transitions
      accept quorums of one, a write, a delete, a collection, and a read: 232,604 states, 1,345,667 transitions
      a writer that retries, another one, and promises that are folded: 231,824 states, 1,315,375 transitions
      a write, a delete, a collection, and another writer: 235,358 states, 1,434,157 transitions
      a write, a delete, a collection, and two reads: 423,616 states, 2,611,052 transitions
      a collection, a change right after it, and a writer that deletes: 205,680 states, 1,075,054 transitions
      prepare quorums of one among three become one acceptor, a writer and a reader: 561,640 states, 3,694,116 transitions
      three acceptors become two, a writer and somebody who watches: 1,016,927 states, 6,741,479 transitions
      one of three acceptors is replaced, and a writer: 1,340,245 states, 9,589,384 transitions
      """;

  @Test
  void no_law_is_broken_in_any_state_of_any_scope() {
    List<Result> results = explored(MembershipScopes.ALL);

    assertThat(results.stream().map(ExplorationTest::line).toList())
        .containsExactlyElementsOf(EXPECTED.lines().toList());
  }

  @Test
  @EnabledIfSystemProperty(named = "paxos.exploration.large", matches = "|true")
  void no_law_is_broken_in_any_state_of_any_large_scope() {
    assertThat(explored(MembershipScopes.LARGE)).hasSize(MembershipScopes.LARGE.size());
  }

  private static List<Result> explored(List<Scope> scopes) {
    List<Result> results =
        scopes.stream().map(scope -> Search.of(scope, Core.REAL, NO_LIMIT)).toList();

    assertThat(results).allSatisfy(result -> assertThat(result.counterexample()).isEmpty());
    assertThat(results).allMatch(Result::complete);
    return results;
  }
}
