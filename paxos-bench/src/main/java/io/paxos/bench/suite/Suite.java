package io.paxos.bench.suite;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;

/** Measures. */
final class Suite {
  private Suite() {}

  /**
   * Runs what is planned, with JMH's own words on the standard output.
   *
   * @throws RunnerException if nothing could be run; what fails by itself is missing in the results
   */
  static Run run(Plan plan) throws RunnerException, IOException {
    Collection<RunResult> results = new Runner(plan.options()).run();
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(json, true, StandardCharsets.UTF_8)) {
      ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(results);
    }
    Path databases = plan.databases().orElse(Path.of(System.getProperty("java.io.tmpdir")));
    return Run.of(Circumstances.now(databases, plan.text()), json.toString(StandardCharsets.UTF_8));
  }
}
