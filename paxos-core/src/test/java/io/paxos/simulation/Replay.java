package io.paxos.simulation;

import io.paxos.contract.HeapMemory;
import io.paxos.protocol.StoreId;
import io.paxos.scenario.DiagramWitness;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Plays a seed again: to see that it goes the same way, or to see what happens. */
final class Replay {
  private Replay() {}

  /** Whether two runs of a seed leave the same trace. */
  static boolean isTheSameTwice(long seed) {
    long first = traceHash(seed);
    return traceHash(seed) == first;
  }

  /**
   * What is wrong with a seed, for people: the checker's words, the command that plays it again,
   * and the smallest run that fails in the same way as a space-time diagram.
   */
  static String report(long seed) {
    Run failed = Run.of(Plan.of(seed));
    if (failed.failure().isEmpty()) {
      return isTheSameTwice(seed)
          ? "seed %d is fine: %s".formatted(seed, failed.swarm())
          : "seed %d does not go the same way twice: %s".formatted(seed, failed.swarm());
    }
    Run smallest = Shrinking.of(failed);
    return """
        seed %d at commit %s
        %s
        run it again: ./simulate --seed %d

        swarm: %s
        it fails with %d calls that returned and %d misfortunes, %s:

        %s"""
        .formatted(
            seed,
            commit(),
            failed.failure().orElseThrow(),
            seed,
            failed.swarm(),
            smallest.history().size(),
            smallest.struck().size(),
            smallest.failure().orElseThrow(),
            diagram(smallest.plan()));
  }

  /** A run as a space-time diagram. */
  static String diagram(Plan plan) {
    List<DiagramWitness> drawn = new ArrayList<>(1);
    Run unused =
        Run.of(
            plan,
            HeapMemory::new,
            stage -> {
              Map<StoreId, String> places = new LinkedHashMap<>();
              stage
                  .configuration()
                  .members()
                  .forEach(member -> places.put(member.store(), member.id().name()));
              drawn.add(new DiagramWitness(places, stage.nanoTime()));
              return drawn;
            });
    return drawn.get(0).diagram().toString();
  }

  private static long traceHash(long seed) {
    List<TraceHash> hashes = new ArrayList<>(1);
    Function<Simulation.Stage, List<TraceHash>> listening =
        stage -> {
          hashes.add(new TraceHash(stage.nanoTime()));
          return hashes;
        };
    try (Simulation simulation =
        new Simulation(Plan.of(seed), HeapMemory::new, listening::apply, () -> false)) {
      simulation.play();
    }
    return hashes.get(0).value();
  }

  private static String commit() {
    try {
      Process git = new ProcessBuilder("git", "rev-parse", "--short", "HEAD").start();
      String commit = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return commit.isBlank() ? "unknown" : commit.strip();
    } catch (IOException noGit) {
      return "unknown";
    }
  }
}
