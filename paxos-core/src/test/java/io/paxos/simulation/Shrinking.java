package io.paxos.simulation;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Makes a failure smaller: takes misfortunes and calls out of a plan, many at a time and then
 * fewer, while the same checker still finds something. Source: Zeller and Hildebrandt,
 * <em>Simplifying and Isolating Failure-Inducing Input</em>, 2002.
 */
final class Shrinking {
  private static final int MAX_RUNS = 1_500;

  private int runs;
  private Run smallest;

  private Shrinking(Run failed) {
    this.smallest = failed;
  }

  /** The smallest run found that fails as this one does. */
  static Run of(Run failed) {
    Shrinking shrinking = new Shrinking(failed);
    shrinking.shrink();
    return shrinking.smallest;
  }

  private void shrink() {
    Plan plan = smallest.plan();
    keepIfItFails(new Plan(plan.seed(), smallest.issued(), 0, plan.averted(), plan.omitted()));
    endEarlier();
    int size;
    do {
      size = sizeOf(smallest);
      without(smallest.struck(), Shrinking::averting);
      without(numbersOfCalls(), Shrinking::omitting);
    } while (sizeOf(smallest) < size && runs < MAX_RUNS);
  }

  private void endEarlier() {
    for (int cut = smallest.plan().calls() / 2; cut > 0; cut /= 2) {
      Plan plan = smallest.plan();
      while (plan.calls() > cut
          && keepIfItFails(
              new Plan(plan.seed(), plan.calls() - cut, 0, plan.averted(), plan.omitted()))) {
        plan = smallest.plan();
      }
    }
  }

  private <T> void without(List<T> items, Function<List<T>, Function<Plan, Plan>> removal) {
    for (int chunk = Math.max(1, items.size() / 2); chunk > 0; chunk /= 2) {
      for (int from = 0; from < items.size(); from += chunk) {
        List<T> some = items.subList(from, Math.min(items.size(), from + chunk));
        boolean unused = keepIfItFails(removal.apply(some).apply(smallest.plan()));
      }
    }
  }

  private boolean keepIfItFails(Plan plan) {
    if (runs >= MAX_RUNS || plan.equals(smallest.plan())) {
      return false;
    }
    runs++;
    Run run = Run.of(plan);
    boolean fails = run.failure().isPresent() && kind(run).equals(kind(smallest));
    if (fails) {
      smallest = run;
    }
    return fails;
  }

  private List<Integer> numbersOfCalls() {
    return IntStream.range(0, smallest.issued())
        .boxed()
        .filter(number -> !smallest.plan().omitted().contains(number))
        .toList();
  }

  private static int sizeOf(Run run) {
    return run.struck().size() + run.issued() - run.plan().omitted().size();
  }

  /** The checker: what it says in detail changes as the run gets smaller. */
  private static String kind(Run run) {
    return run.failure().orElse("").split(":", 2)[0];
  }

  private static Function<Plan, Plan> averting(List<Dice.Strike> strikes) {
    return plan -> {
      Set<Dice.Strike> averted = new HashSet<>(plan.averted());
      averted.addAll(strikes);
      return new Plan(plan.seed(), plan.calls(), 0, averted, plan.omitted());
    };
  }

  private static Function<Plan, Plan> omitting(List<Integer> calls) {
    return plan -> {
      Set<Integer> omitted = new HashSet<>(plan.omitted());
      omitted.addAll(calls);
      return new Plan(plan.seed(), plan.calls(), 0, plan.averted(), omitted);
    };
  }
}
