package io.paxos.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every scenario leaves the trace that its file shows. With {@code -Dpaxos.scenarios.update} the
 * files are rewritten instead; look at the difference before it is committed.
 */
class ScenariosTest {
  private static final Path DIRECTORY = Path.of("src/test/resources/scenarios");
  private static final String UPDATE = "paxos.scenarios.update";

  @TestFactory
  Stream<DynamicTest> every_scenario_leaves_its_trace() throws IOException {
    return files().stream()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
  }

  @Test
  void there_are_scenarios() throws IOException {
    assertThat(files()).isNotEmpty();
  }

  private static void check(Path file) {
    Scenario scenario = Scenario.read(file);
    String trace = scenario.run();
    if (System.getProperty(UPDATE) == null) {
      assertThat(trace)
          .as("%s; if this is right, run with -D%s", scenario.title(), UPDATE)
          .isEqualTo(scenario.trace());
    } else {
      scenario.save(trace);
    }
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(DIRECTORY)) {
      return files.filter(file -> file.toString().endsWith(".txt")).sorted().toList();
    }
  }
}
