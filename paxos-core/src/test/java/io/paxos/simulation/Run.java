package io.paxos.simulation;

import io.paxos.checker.Checkers;
import io.paxos.checker.Sightings;
import io.paxos.contract.HeapMemory;
import io.paxos.history.Operation;
import io.paxos.history.Witness;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A plan that was played under the eyes of all checkers.
 *
 * @param failure what a checker found, or what was thrown
 * @param history every operation, in the order in which they returned
 * @param struck the misfortunes that happened
 * @param issued how many calls were made, or omitted
 * @param faultsInFlight how many faults happened while some call was in flight
 */
record Run(
    Plan plan,
    Swarm swarm,
    Optional<String> failure,
    List<Operation> history,
    List<Dice.Strike> struck,
    int issued,
    int faultsInFlight,
    Sightings sightings) {

  /** Within which every call returns once everything is healed: well before its time is up. */
  private static final long FINISH_NANOS = Simulation.LAST_DEADLINE.toNanos() / 2;

  /** Plays a plan. */
  static Run of(Plan plan) {
    return of(plan, HeapMemory::new, stage -> List.of());
  }

  /** Plays a plan before more witnesses. */
  static Run of(
      Plan plan, Storage storage, Function<Simulation.Stage, List<? extends Witness>> others) {
    List<Checkers> checkers = new ArrayList<>(1);
    try (Simulation simulation =
        new Simulation(
            plan,
            storage,
            stage -> {
              checkers.add(new Checkers(stage.configuration(), 0, stage.nanoTime(), FINISH_NANOS));
              List<Witness> all = new ArrayList<>(checkers);
              all.addAll(others.apply(stage));
              return all;
            },
            () -> checkers.get(0).hasViolation())) {
      Optional<String> thrown = play(simulation);
      return new Run(
          plan,
          simulation.swarm(),
          checkers.get(0).violation().or(() -> thrown),
          simulation.history(),
          simulation.struck(),
          simulation.issued(),
          simulation.faultsInFlight(),
          checkers.get(0).sightings());
    }
  }

  private static Optional<String> play(Simulation simulation) {
    try {
      simulation.play();
      return Optional.empty();
    } catch (RuntimeException | AssertionError | StackOverflowError thrown) {
      return Optional.of("thrown: " + thrown);
    }
  }
}
