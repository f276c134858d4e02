package io.paxos.exploration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a scope that is too large to be explored to the end: from the beginning, one random
 * step after the other, until nothing can happen any more; and again.
 */
final class Walk {
  private final World world;
  private final Narration narration;
  private final SplittableRandom random;
  private final States states;
  private final List<String> way = new ArrayList<>();
  private final int[] chosen;
  private int choices;
  private World.What what = World.What.CLIENT;
  private int where;
  private int detail;
  private @Nullable String broken;

  private Walk(Scope scope, Core core, long seed) {
    this.world = new World(scope, core);
    this.narration = new Narration(world);
    this.random = new SplittableRandom(seed);
    this.states = new States(world.width());
    this.chosen = new int[world.width()];
  }

  /**
   * Walks of a number of steps in all.
   *
   * @return never complete; the states are told apart by the names of acceptors
   */
  static Result of(Scope scope, Core core, long seed, long steps) {
    return new Walk(scope, core, seed).run(steps);
  }

  private Result run(long steps) {
    int[] state = world.initial();
    long taken = 0;
    while (taken < steps && broken == null) {
      choices = 0;
      world.expand(state, this::meet);
      if (choices == 0) {
        state = world.initial();
        way.clear();
      } else {
        way.add(narration.words(state, what, where, detail));
        System.arraycopy(chosen, 0, state, 0, state.length);
        states.add(state);
        taken++;
      }
    }
    Optional<String> counterexample = Optional.ofNullable(broken).map(law -> Trace.of(way, law));
    return new Result(world.scope().name(), states.size(), taken, false, counterexample);
  }

  /** Each of the transitions is chosen with the same chance; one that breaks a law always. */
  private void meet(int[] next, World.What how, int place, int about, @Nullable String law) {
    choices++;
    boolean first = law != null && broken == null;
    if (first || (broken == null && random.nextInt(choices) == 0)) {
      System.arraycopy(next, 0, chosen, 0, chosen.length);
      what = how;
      where = place;
      detail = about;
      broken = law;
    }
  }
}
