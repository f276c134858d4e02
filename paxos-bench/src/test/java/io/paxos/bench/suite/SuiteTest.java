package io.paxos.bench.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine;

class SuiteTest {
  /** In this process, and for an instant. */
  private static final Plan TINY =
      new Plan(
          List.of("AcceptorDecisionBenchmark"),
          OptionalInt.of(0),
          OptionalInt.of(1),
          OptionalInt.of(3),
          OptionalInt.of(10),
          Optional.empty());

  @TempDir private Path folder = Path.of("");

  @Test
  void a_run_becomes_three_files_that_tell_the_question_and_the_change()
      throws RunnerException, IOException {
    Path measured = folder.resolve("measured.json");
    Run run = Suite.run(TINY);
    run.writeTo(measured);
    assertThat(TINY.missingIn(run.results())).isEmpty();

    Path output = folder.resolve("report");
    Answer answer =
        bench("--from", text(measured), "--compare", text(measured), "--output", text(output));
    assertThat(answer.code()).as(answer.text()).isZero();
    assertThat(answer.text()).contains("AcceptorDecisionBenchmark.accept", "within the error");
    assertThat(Run.read(output.resolve("bench.json")).results()).isEqualTo(run.results());
    assertThat(Files.readString(output.resolve("bench.html")))
        .contains("What does the acceptor's decision itself cost", "within the error")
        .doesNotContain("<script", "<link");
    assertThat(Files.readString(output.resolve("bench.md")))
        .contains("What does the acceptor's decision itself cost", "| score |", "| date |");
  }

  @Test
  void what_was_not_measured_is_missing() {
    assertThat(TINY.missingIn(List.of())).containsExactly("AcceptorDecisionBenchmark.accept");
  }

  @Test
  void every_benchmark_asks_a_question() {
    assertThat(Plan.DEFAULT.benchmarks())
        .isNotEmpty()
        .allSatisfy(
            benchmark ->
                assertThat(Question.of(className(benchmark)).orElse("none"))
                    .as(className(benchmark))
                    .endsWith("?")
                    .doesNotContain("*", "{"));
    assertThat(Question.of("NoBenchmark")).isEmpty();
  }

  private static String className(BenchmarkListEntry benchmark) {
    String name = benchmark.getUserClassQName();
    return name.substring(name.lastIndexOf('.') + 1);
  }

  @Test
  void who_asks_wrongly_is_told_what_and_why() {
    assertRefused("\"[\" is not a regular expression", "[");
    assertRefused("no benchmark is named like \"Nothing\"", "Nothing");
    assertRefused("--forks 0 is not a number from 1 to 100", "--forks", "0");
    assertRefused("--iterations 101 is not a number", "--iterations", "101");
    Path missing = folder.resolve("missing");
    assertRefused("there is no file " + missing, "--compare", text(missing));
    assertRefused(missing + " is not a folder", "--databases", text(missing));
  }

  private static void assertRefused(String message, String... arguments) {
    Answer answer = bench(arguments);
    assertThat(answer.text()).contains(message);
    assertThat(answer.code()).isEqualTo(2);
  }

  private record Answer(int code, String text) {}

  private static Answer bench(String... arguments) {
    StringWriter text = new StringWriter();
    CommandLine command = Main.commandLine();
    command.setOut(new PrintWriter(text)).setErr(new PrintWriter(text));
    return new Answer(command.execute(arguments), text.toString());
  }

  private static String text(Path path) {
    return path.toString();
  }
}
