package io.paxos.bench.suite;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code paxos bench}: runs the benchmarks and reports. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the JMH benchmarks, and writes bench.json, bench.html, and bench.md.",
      "Ends with 0 if all were measured, with 1 if not, with 2 if it was asked wrongly."
    })
public final class Main implements Callable<Integer> {
  private static final int MOST = 100;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "PATTERN",
      description = "Regular expressions; benchmarks whose names one is found in. Default: all.")
  private List<String> patterns = List.of();

  @Option(names = "--quick", description = "Seconds for each: whether it runs, not how fast.")
  private boolean quick;

  @Option(names = "--list", description = "Lists the benchmarks with their questions, and ends.")
  private boolean list;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      defaultValue = "target/bench",
      description = "Where the files are written. Default: ${DEFAULT-VALUE}")
  private Path output = Path.of("");

  @Option(
      names = "--compare",
      paramLabel = "FILE",
      description = "The bench.json of an earlier run to compare with.")
  private Optional<Path> compare = Optional.empty();

  @Option(
      names = "--from",
      paramLabel = "FILE",
      description = "Measures nothing, and reports on this bench.json.")
  private Optional<Path> from = Optional.empty();

  @Option(
      names = "--databases",
      paramLabel = "DIR",
      description = "An existing folder on the disk to measure. Default: that of temporary files.")
  private Optional<Path> databases = Optional.empty();

  @Option(names = "--forks", description = "Processes for each benchmark, one after the other.")
  private Optional<Integer> forks = Optional.empty();

  @Option(names = "--iterations", description = "Iterations that count, in each process.")
  private Optional<Integer> iterations = Optional.empty();

  private Main() {}

  /** Runs the command and ends the process. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main());
  }

  @Override
  public Integer call() throws IOException {
    Plan plan = plan();
    if (list) {
      print(Catalogue.text(plan.benchmarks()));
      return 0;
    }
    Optional<Run> before = compare.map(this::read);
    Run run;
    try {
      run = from.isPresent() ? read(from.get()) : Suite.run(plan);
    } catch (RunnerException failed) {
      print("The benchmarks could not be run: " + failed.getMessage());
      return 1;
    }
    report(new Report(run, before));
    SortedSet<String> missing = plan.missingIn(run.results());
    if (!missing.isEmpty() && from.isEmpty()) {
      print("Not everything was measured: " + String.join(", ", missing));
      return 1;
    }
    return 0;
  }

  private Plan plan() {
    patterns.forEach(this::checkPattern);
    Optional<Path> folder = databases.map(Path::toAbsolutePath);
    folder.ifPresent(
        path -> check(Files.isDirectory(path), "--databases " + path + " is not a folder"));
    Plan written = Plan.DEFAULT.with(patterns, folder);
    Plan timed = quick ? written.quick() : written;
    Plan plan = timed.thorough(number("--forks", forks), number("--iterations", iterations));
    check(
        !plan.benchmarks().isEmpty(),
        "no benchmark is named like "
            + patterns.stream().map("\"%s\""::formatted).collect(Collectors.joining(" or "))
            + "; --list shows their names");
    return plan;
  }

  private void checkPattern(String pattern) {
    try {
      Pattern.compile(pattern);
    } catch (PatternSyntaxException malformed) {
      throw wrong(
          "\"%s\" is not a regular expression: %s".formatted(pattern, malformed.getDescription()));
    }
  }

  private OptionalInt number(String option, Optional<Integer> given) {
    given.ifPresent(
        value ->
            check(
                value >= 1 && value <= MOST,
                "%s %d is not a number from 1 to %d".formatted(option, value, MOST)));
    return given.map(OptionalInt::of).orElse(OptionalInt.empty());
  }

  private Run read(Path file) {
    try {
      return Run.read(file);
    } catch (IOException unreadable) {
      throw wrong(
          unreadable instanceof java.nio.file.NoSuchFileException
              ? "there is no file " + file
              : String.valueOf(unreadable.getMessage()));
    }
  }

  private void report(Report report) throws IOException {
    Files.createDirectories(output);
    report.run().writeTo(output.resolve("bench.json"));
    report.writePage(output.resolve("bench.html"));
    report.writeMarkdown(output.resolve("bench.md"));
    report.before().ifPresent(earlier -> print(report.comparisons(earlier).text()));
    print("written: " + output.resolve("bench.html") + ", bench.md, bench.json");
  }

  private void check(boolean holds, String otherwise) {
    if (!holds) {
      throw wrong(otherwise);
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
  }

  private void print(String text) {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    out.println(text);
    out.flush();
  }
}
