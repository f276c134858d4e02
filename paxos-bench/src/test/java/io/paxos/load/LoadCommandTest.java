package io.paxos.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class LoadCommandTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --mix read=50                       | are 50 together, not 100
          --mix read=50,fly=50                | "fly" is no kind of operation
          --mix read                          | is not KIND=PERCENTAGE
          --keys 0                            | --keys 0 is not in 1..
          --skew -1                           | --skew -1.0 is not in 0..10
          --rate 0                            | --rate 0 is not in 1..
          --duration 10                       | "10" is not a duration such as 500ms
          --duration 0s                       | must be longer than 0
          --connections 0                     | --connections 0 is not in 1..
          --target redis                      | --target "redis" is not paxos or etcd
          --nodes https://127.0.0.1:1         | "https://127.0.0.1:1" is not http://HOST:PORT
          --nodes http://127.0.0.1            | is not http://HOST:PORT
          --nodes a=http://h:1,a=http://h:2   | the node a is twice
          --fault explode:n1@1s               | the fault "explode:n1@1s" is not kill:NODE@TIME
          --fault kill:n9@1s                  | the fault kill:n9 is for none of the nodes [n1, n2, n3]
          --fault kill:n1@1m                  | after the end of a run
          --rounds 3                          | go with --against
          --against paxos                     | are the nodes that are measured already
          --against etcd --fault kill:n1@1s   | --fault does not go with --against
          --prefix a/b                        | --prefix "a/b" is not
          --value-size 2000000                | --value-size 2000000 is not in 0..
          """)
  void a_wrong_option_is_told_with_the_rule(String arguments, String message) {
    assertThat(execute(arguments.split(" "))).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err.toString()).contains(message);
  }

  @Test
  void a_cluster_that_is_not_there_is_told_and_ends_with_one() {
    assertThat(execute("--nodes", "http://127.0.0.1:1", "--keys", "1", "--duration", "100ms"))
        .isEqualTo(1);
    assertThat(err.toString()).contains("load/v/0 could not be written").contains("no connection");
  }

  @Test
  void a_run_is_reported_as_text_json_and_a_page() throws Exception {
    Path json = folder.resolve("load.json");
    Path html = folder.resolve("load.html");
    try (PlayedServer server = new PlayedServer(new PlayedRegisters())) {
      int exitCode =
          execute(
              ("--nodes %s --keys 5 --rate 200 --duration 300ms --warmup 100ms --connections 2"
                      + " --mix read=50,cas=50 --json %s --html %s")
                  .formatted(server.node("n1").url(), json, html)
                  .split(" "));
      assertThat(exitCode).isZero();
    }
    assertThat(out.toString()).contains("operations/s succeeded", "p99.9 ms", "longest gap");
    JsonNode run = new ObjectMapper().readTree(json.toFile()).path("runs").path(0);
    JsonNode all = run.path("operations").path(2);
    assertThat(all.path("kind").asText()).isEqualTo("all");
    assertThat(all.path("succeeded").asInt() + all.path("declined").asInt()).isEqualTo(60);
    assertThat(all.path("latency").path("p99Millis").asDouble()).isPositive();
    assertThat(run.has("histograms")).isFalse();
    assertThat(Files.readString(html))
        .contains("Load on paxos", "<svg", "mix")
        .doesNotContain("src=");
  }

  @Test
  void keys_are_written_before_reads_unless_that_is_declined() {
    try (PlayedServer server = new PlayedServer(new PlayedRegisters())) {
      String run =
          "--nodes %s --keys 500 --rate 50 --duration 300ms --warmup 0s --mix read=50,write=50"
              .formatted(server.node("n1").url());
      assertThat(execute((run + " --no-fill").split(" "))).isZero();
      assertThat(server.requests()).isLessThan(500);

      assertThat(execute(run.split(" "))).isZero();
      assertThat(server.requests()).isGreaterThanOrEqualTo(500);
    }
  }

  @Test
  void two_targets_are_measured_in_turns_and_compared() throws Exception {
    Path json = folder.resolve("both.json");
    Path html = folder.resolve("both.html");
    try (PlayedServer first = new PlayedServer(new PlayedRegisters());
        PlayedServer second = new PlayedServer(new PlayedRegisters())) {
      int exitCode =
          execute(
              ("--nodes %s --against paxos --against-nodes %s --rounds 2 --keys 5 --warmup 0s --rate 100"
                      + " --duration 100ms --connections 2 --json %s --html %s")
                  .formatted(first.node("n1").url(), second.node("n1").url(), json, html)
                  .split(" "));
      assertThat(exitCode).isZero();
      JsonNode report = new ObjectMapper().readTree(json.toFile());
      assertThat(report.path("runs").findValuesAsText("target"))
          .containsExactly(
              "paxos at " + address(first),
              "paxos at " + address(second),
              "paxos at " + address(second),
              "paxos at " + address(first));
      // Ten in each of two rounds, and those of the round for practice.
      assertThat(first.requests()).isGreaterThan(20);
      assertThat(
              report
                  .path("comparison")
                  .path("rows")
                  .path(0)
                  .path("ratio")
                  .path("median")
                  .asDouble())
          .isPositive();
    }
    assertThat(out.toString()).contains("median (least–greatest)");
    assertThat(Files.readString(html)).contains("under the same load", "round 2");
  }

  private static String address(PlayedServer server) {
    return server.node("n1").url().substring("http://".length());
  }

  private int execute(String... arguments) {
    return Main.command()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
