package io.paxos.bench.suite;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * What is to be measured, and how thoroughly; what is empty is as each benchmark says.
 *
 * @param patterns regular expressions; empty for all benchmarks
 * @param forks 0 for this process, which is for tests
 * @param warmupIterations before those that count
 * @param iterationMillis of each iteration, warm-up or not
 * @param databases the folder in which they are made
 */
record Plan(
    List<String> patterns,
    OptionalInt forks,
    OptionalInt warmupIterations,
    OptionalInt iterations,
    OptionalInt iterationMillis,
    Optional<Path> databases) {
  /** All benchmarks, as they say. */
  static final Plan DEFAULT =
      new Plan(
          List.of(),
          OptionalInt.empty(),
          OptionalInt.empty(),
          OptionalInt.empty(),
          OptionalInt.empty(),
          Optional.empty());

  Plan {
    patterns = List.copyOf(patterns);
  }

  /** Of these benchmarks, with the databases in this folder. */
  Plan with(List<String> named, Optional<Path> folder) {
    return new Plan(named, forks, warmupIterations, iterations, iterationMillis, folder);
  }

  /** As often as this; what is empty, as before. */
  Plan thorough(OptionalInt otherForks, OptionalInt otherIterations) {
    return new Plan(
        patterns,
        otherForks.isPresent() ? otherForks : forks,
        warmupIterations,
        otherIterations.isPresent() ? otherIterations : iterations,
        iterationMillis,
        databases);
  }

  /** Enough to see that everything runs. */
  Plan quick() {
    return new Plan(
        patterns,
        OptionalInt.of(1),
        OptionalInt.of(1),
        OptionalInt.of(3),
        OptionalInt.of(200),
        databases);
  }

  /** The benchmarks that this names. */
  SortedSet<BenchmarkListEntry> benchmarks() {
    return BenchmarkList.defaultList()
        .find(
            OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT),
            patterns,
            List.of());
  }

  /** How many results there have to be of it. */
  static int expectedOf(BenchmarkListEntry benchmark) {
    Map<String, String[]> parameters = benchmark.getParams().orElse(Map.of());
    return parameters.values().stream()
        .mapToInt(values -> values.length)
        .reduce(1, (a, b) -> a * b);
  }

  /** Methods of which there are fewer results than there have to be. */
  SortedSet<String> missingIn(Collection<Result> results) {
    SortedSet<String> missing = new TreeSet<>();
    for (BenchmarkListEntry benchmark : benchmarks()) {
      String name = benchmark.getUsername();
      long found =
          results.stream()
              .filter(result -> name.endsWith("." + result.benchmark() + "." + result.method()))
              .count();
      if (found < expectedOf(benchmark)) {
        missing.add(name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1));
      }
    }
    return missing;
  }

  Options options() {
    ChainedOptionsBuilder options = new OptionsBuilder().addProfiler(GCProfiler.class);
    patterns.forEach(options::include);
    forks.ifPresent(options::forks);
    warmupIterations.ifPresent(options::warmupIterations);
    iterations.ifPresent(options::measurementIterations);
    iterationMillis.ifPresent(
        millis ->
            options
                .warmupTime(TimeValue.milliseconds(millis))
                .measurementTime(TimeValue.milliseconds(millis)));
    return options.jvmArgsAppend(jvmArguments().toArray(String[]::new)).build();
  }

  private List<String> jvmArguments() {
    List<String> arguments = new ArrayList<>();
    databases.ifPresent(folder -> arguments.add("-Djava.io.tmpdir=" + folder));
    if (Runtime.version().feature() >= 22) {
      // What a newer JDK must be told before it loads the SQLite library.
      arguments.add("--enable-native-access=ALL-UNNAMED");
    }
    return arguments;
  }

  /** For the report. */
  String text() {
    boolean isAsWritten = forks.isEmpty() && iterations.isEmpty() && iterationMillis.isEmpty();
    return isAsWritten
        ? "as each benchmark says"
        : "forks %s, iterations %s of %s ms"
            .formatted(text(forks), text(iterations), text(iterationMillis));
  }

  private static String text(OptionalInt number) {
    return number.isPresent() ? Integer.toString(number.getAsInt()) : "as written";
  }
}
