package io.paxos.bench.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTest {
  /** As JMH 1.37 writes it, with fewer fields. */
  private static final String JMH =
      """
      [ { "benchmark": "io.paxos.bench.AcceptBenchmark.acceptor", "mode": "avgt", "threads": 1,
          "jvm": "/usr/bin/java", "jvmArgs": [ "-Djava.io.tmpdir=/somewhere" ],
          "params": { "batch": "8", "storage": "SQLITE" },
          "primaryMetric": { "score": 12.5, "scoreError": "NaN", "scoreUnit": "us/op" },
          "secondaryMetrics": {
            "gc.alloc.rate": { "score": 9.0, "scoreError": 1.0, "scoreUnit": "MB/sec" },
            "gc.alloc.rate.norm": { "score": 640.0, "scoreError": 2.0, "scoreUnit": "B/op" },
            "copying": { "score": 3.0, "scoreError": "NaN", "scoreUnit": "#" } } },
        { "benchmark": "io.paxos.bench.WritesDuringChangeBenchmark.write", "mode": "sample",
          "threads": 4, "params": { "changing": "true" },
          "primaryMetric": { "score": 1.0, "scoreError": 0.5, "scoreUnit": "ms/op",
            "scorePercentiles": { "50.0": 0.9, "99.0": 4.0, "99.9": 7.0, "100.0": 9.0 } },
          "secondaryMetrics": { } } ]
      """;

  @TempDir private Path folder = Path.of("");

  @Test
  void the_results_of_jmh_are_read() throws IOException {
    Result accept = run().results().get(0);
    assertThat(accept.id()).isEqualTo("AcceptBenchmark.acceptor batch=8 storage=sqlite");
    assertThat(accept.parameters()).isEqualTo(Map.of("batch", "8", "storage", "SQLITE"));
    assertThat(accept.moreIsBetter()).isFalse();
    assertThat(accept.allocated().orElseThrow().value()).isEqualTo(640.0);
    assertThat(accept.details()).containsOnlyKeys("copying");
    Result write = run().results().get(1);
    assertThat(write.callers()).isEqualTo(4);
    assertThat(write.score().text()).isEqualTo("1.00 ± 0.50");
    assertThat(write.details()).containsOnlyKeys("p50", "p99", "p99.9");
    assertThat(write.details().get("p99.9")).extracting(Score::value).isEqualTo(7.0);
  }

  @Test
  void an_error_that_is_not_a_number_is_no_error_bar() throws IOException {
    Score score = run().results().get(0).score();
    assertThat(score.hasError()).isFalse();
    assertThat(score.text()).isEqualTo("12.5");
  }

  @Test
  void what_is_kept_is_read_back_without_paths_of_this_machine() throws IOException {
    Path file = folder.resolve("bench.json");
    run().writeTo(file);
    Run back = Run.read(file);
    assertThat(back.circumstances()).isEqualTo(run().circumstances());
    assertThat(back.results()).isEqualTo(run().results());
    assertThat(Files.readString(file)).doesNotContain("/usr/bin", "/somewhere");
  }

  @Test
  void what_is_no_run_is_refused_with_its_name() throws IOException {
    Path file = folder.resolve("other.json");
    for (String text : new String[] {"{}", "[", "{\"results\": [{\"benchmark\": \"x\"}]}"}) {
      Files.writeString(file, text);
      assertThatThrownBy(() -> Run.read(file))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(file + " is not the JSON of a run: ");
    }
  }

  private Run run() throws IOException {
    Circumstances here = Circumstances.now(folder, "a test");
    return Run.of(
        new Circumstances(
            "2026-01-01T00:00:00Z",
            here.revision(),
            here.machine(),
            here.fileSystem(),
            here.settings()),
        JMH);
  }
}
