package io.paxos.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.simulation.Hunt;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a person is shown when a seed fails, tried on a core that is broken. */
class ReportTest {
  private static final SourceTree TREE = SourceTree.ofTheseClasses();

  @Test
  void a_failure_is_told_with_its_seed_its_command_and_a_shrunk_diagram() throws Exception {
    String report = report("60-lineage-ignored", firstFailing("60-lineage-ignored"));

    assertThat(report)
        .contains("at commit ", "run it again: ./simulate --seed ", "swarm: Swarm[nodes=")
        .containsPattern("RejectedHasNoEffect|UnknownAtMostOnce|ChosenStaysChosen")
        .contains("prepare ", "accept ");
    MatchResult shrunk =
        Pattern.compile("it fails with (\\d+) calls that returned and (\\d+) misfortunes")
            .matcher(report)
            .results()
            .findFirst()
            .orElseThrow();
    assertThat(Integer.parseInt(shrunk.group(1))).as("calls left of 50 and more").isLessThan(25);
    assertThat(Integer.parseInt(shrunk.group(2))).as("misfortunes left").isLessThan(12);
  }

  @Test
  void a_seed_that_does_not_fail_is_called_fine() {
    assertThat(Hunt.report(1)).startsWith("seed 1 is fine");
  }

  private static long firstFailing(String mutant) throws Exception {
    Class<?> hunt = broken(mutant);
    for (long seed = 0; seed < 100; seed++) {
      Object failure = hunt.getMethod("failure", long.class).invoke(null, seed);
      if (!failure.equals(java.util.Optional.empty())) {
        return seed;
      }
    }
    throw new AssertionError("no seed fails");
  }

  private static String report(String mutant, long seed) throws Exception {
    return (String) broken(mutant).getMethod("report", long.class).invoke(null, seed);
  }

  private static Class<?> broken(String name) throws Exception {
    List<Mutant> mutants =
        TREE.mutants().stream().filter(mutant -> mutant.name().equals(name)).toList();
    return new World(Mutation.of(mutants.get(0), TREE)).loadClass(Hunt.class.getName());
  }
}
