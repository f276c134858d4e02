package io.paxos.exploration;

import java.util.Optional;

/**
 * Looks for a broken law in every scope, the small ones first, and then on a random walk through
 * one that is too large to be explored to the end.
 */
public final class Exploration {
  private static final int MAX_STATES = 4_000_000;
  private static final long SEED = 1;
  private static final long STEPS = 200_000;

  private Exploration() {}

  /** The shortest way to a broken law in one scope; the small ones come first. */
  public static Optional<String> failure(long number) {
    return Search.of(Scopes.ALL.get((int) number), Core.REAL, MAX_STATES).counterexample();
  }

  /**
   * Explores scope by scope until a law is broken.
   *
   * @return the scope that was explored last, and the states and transitions of all
   */
  static Result hunt(Core core) {
    long states = 0;
    long transitions = 0;
    boolean complete = true;
    for (Scope scope : Scopes.ALL) {
      Result result = Search.of(scope, core, MAX_STATES);
      states += result.states();
      transitions += result.transitions();
      complete &= result.complete();
      if (result.counterexample().isPresent()) {
        return new Result(scope.name(), states, transitions, false, result.counterexample());
      }
    }
    Result walk = Walk.of(Scopes.LARGE, core, SEED, STEPS);
    String name = walk.counterexample().isPresent() ? walk.scope() : "all scopes";
    return new Result(
        name,
        states + walk.states(),
        transitions + walk.transitions(),
        complete && walk.counterexample().isEmpty(),
        walk.counterexample());
  }
}
