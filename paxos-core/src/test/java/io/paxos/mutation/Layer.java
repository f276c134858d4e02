package io.paxos.mutation;

import io.paxos.exploration.Exploration;
import io.paxos.simulation.Hunt;
import io.paxos.simulation.UpkeepHunt;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A way to look for what is wrong, the widest first. Each is a class with one method, {@code public
 * static Optional<String> failure(long run)}, which makes one run, always the same for the same
 * number, and tells what is wrong with it, or throws. That names no type of this project, so the
 * class can be called in a {@link World}.
 */
enum Layer {
  /** Whole histories of a world in which everything goes wrong, a seed a run. */
  SIMULATION(Hunt.class, 1_000),
  /** The same, in worlds whose membership changes or whose tombstones are collected. */
  UPKEEP(UpkeepHunt.class, 500),
  /** Every state of the eight smallest scopes, a scope a run. */
  EXPLORATION(Exploration.class, 8),
  /** The text scenarios, a file a run. */
  SCENARIOS(Scenarios.class, Scenarios.count()),
  /** The tests of single steps and of scripted runs, a test a run. */
  SINGLE_STEPS(SingleSteps.class, SingleSteps.count());

  private final Class<?> entry;
  private final long budget;

  Layer(Class<?> entry, long budget) {
    this.entry = entry;
    this.budget = budget;
  }

  /**
   * The layer of this name, as {@link #toString} writes it.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Layer named(String name) {
    return Arrays.stream(values())
        .filter(layer -> layer.toString().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no layer \"" + name + "\""));
  }

  /** Makes one run after the other in this world until one fails or the budget is spent. */
  Optional<Catch> hunt(World world) {
    Method failure = failure(world);
    for (long run = 0; run < budget; run++) {
      Optional<String> message = message(failure, run);
      if (message.isPresent()) {
        return Optional.of(new Catch(this, run + 1, message.get()));
      }
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private Method failure(World world) {
    try {
      return world.loadClass(entry.getName()).getMethod("failure", long.class);
    } catch (ReflectiveOperationException missing) {
      throw new IllegalStateException("layer " + this + " cannot be entered", missing);
    }
  }

  private static Optional<String> message(Method failure, long run) {
    try {
      return ((Optional<?>) failure.invoke(null, run)).map(Object::toString);
    } catch (InvocationTargetException thrown) {
      return Optional.of(Thrown.told(thrown.getCause()));
    } catch (IllegalAccessException closed) {
      throw new IllegalStateException(closed);
    }
  }
}
