package io.paxos.exploration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Explores a scope breadth first, so that the first broken law is reached by a shortest way. */
final class Search {
  private final World world;
  private final Symmetry symmetry;
  private final States states;
  private final boolean reduced;
  private int[] parents = new int[1 << 10];
  private long transitions;
  private @Nullable String broken;

  private Search(Scope scope, Core core, boolean reduced) {
    this.world = new World(scope, core);
    this.symmetry = new Symmetry(world);
    this.states = new States(world.width());
    this.reduced = reduced;
  }

  /**
   * Everything that can happen in a scope.
   *
   * @param limit of distinct states, beyond which it is given up
   */
  static Result of(Scope scope, Core core, int limit) {
    return new Search(scope, core, true).run(limit);
  }

  /** The same where the names of acceptors make a difference. */
  static Result withoutSymmetry(Scope scope, Core core, int limit) {
    return new Search(scope, core, false).run(limit);
  }

  /** How many states a scope has where the names of acceptors make a difference, by orbits. */
  static long sumOfOrbits(Scope scope, Core core, int limit) {
    Search search = new Search(scope, core, true);
    search.run(limit);
    int[] state = new int[search.world.width()];
    long sum = 0;
    for (int number = 0; number < search.states.size(); number++) {
      search.states.copy(number, state);
      sum += search.symmetry.orbit(state);
    }
    return sum;
  }

  private Result run(int limit) {
    int[] initial = world.initial();
    reduce(initial);
    states.add(initial);
    int[] state = new int[world.width()];
    int done = 0;
    while (done < states.size() && states.size() < limit && broken == null) {
      int number = done++;
      states.copy(number, state);
      world.expand(state, (next, what, where, detail, law) -> meet(number, next, law));
      if (broken != null) {
        return result(false, Optional.of(trace(number, broken)));
      }
    }
    return result(done == states.size(), Optional.empty());
  }

  private Result result(boolean complete, Optional<String> counterexample) {
    return new Result(world.scope().name(), states.size(), transitions, complete, counterexample);
  }

  private void meet(int from, int[] next, @Nullable String law) {
    transitions++;
    if (law != null) {
      broken = broken == null ? law : broken;
      return;
    }
    reduce(next);
    if (states.add(next)) {
      int number = states.size() - 1;
      if (number == parents.length) {
        parents = Arrays.copyOf(parents, number * 2);
      }
      parents[number] = from;
    }
  }

  private void reduce(int[] next) {
    if (reduced) {
      symmetry.reduce(next);
    }
  }

  /** The way from the beginning to a state, and the step from there that breaks the law. */
  private String trace(int last, String law) {
    List<int[]> way = new ArrayList<>();
    for (int number = last; number > 0; number = parents[number]) {
      int[] state = new int[world.width()];
      states.copy(number, state);
      way.add(0, state);
    }
    List<String> steps = new ArrayList<>();
    int[] actual = world.initial();
    for (int[] target : way) {
      Step taken = Step.to(this, actual, target);
      steps.add(taken.words);
      actual = taken.next;
    }
    steps.add(Step.to(this, actual, null).words);
    return Trace.of(steps, law);
  }

  /** One step of a trace, found again from the world as it is, in which acceptors keep a name. */
  private static final class Step {
    private String words = "";
    private int[] next = new int[0];

    /** The step to a state, or, if that is null, to a broken law. */
    static Step to(Search search, int[] from, int @Nullable [] target) {
      Step step = new Step();
      search.world.expand(
          from,
          (next, what, where, detail, law) -> {
            int[] reached = next.clone();
            search.reduce(reached);
            boolean fits = target == null ? law != null : Arrays.equals(reached, target);
            if (step.words.isEmpty() && fits) {
              step.words = new Narration(search.world).words(from, what, where, detail);
              step.next = next.clone();
            }
          });
      return step;
    }
  }
}
