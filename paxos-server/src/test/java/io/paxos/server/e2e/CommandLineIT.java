package io.paxos.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the program says and how it ends, as real processes. */
class CommandLineIT {
  @TempDir Path folder;

  @Test
  void it_says_its_version_and_helps() throws Exception {
    assertThat(run("--version")).isEqualTo(new Ended(0, "paxos 0.1.0-SNAPSHOT\n"));
    assertThat(run("--help").output()).contains("cluster", "node", "members");
    assertThat(run("members", "--help").output()).contains("add", "remove", "replace", "abort");
    assertThat(run("node", "--help").output()).contains("--seeds", "PAXOS_NODE_ID");
  }

  @Test
  void a_setting_that_is_wrong_is_told_in_one_line() throws Exception {
    assertThat(run("node", "--id", "a b"))
        .isEqualTo(
            new Ended(
                2,
                "paxos: paxos.node.id=\"a b\": every node needs a name, 1 to 64 characters of"
                    + " A-Z a-z 0-9 . _ -\n"));
    Ended exposed = run("node", "--id=n1", "--seeds=n1=http://127.0.0.1:1", "--host=0.0.0.0");
    assertThat(exposed.code()).isEqualTo(2);
    assertThat(exposed.output()).hasLineCount(1).contains("--insecure");
  }

  @Test
  void settings_come_from_the_environment_and_from_a_file_too() throws Exception {
    Files.createDirectory(folder.resolve("config"));
    Files.writeString(
        folder.resolve("config").resolve("application.properties"), "paxos.cluster.sedes=x\n");
    assertThat(run("node").output()).contains("there is no setting paxos.cluster.sedes");
    Files.writeString(
        folder.resolve("config").resolve("application.properties"), "paxos.cluster.seeds=x\n");
    ProcessBuilder builder = builder("node");
    builder.environment().put("PAXOS_NODE_ID", "n1");
    assertThat(run(builder).output()).startsWith("paxos: paxos.cluster.seeds=\"x\": ");
  }

  @Test
  void a_storage_that_cannot_be_used_is_named() throws Exception {
    Files.createDirectories(folder.resolve("data").resolve("n1.db"));
    int port = TestCluster.freePorts(1).get(0);
    Ended ended = run("node", "--id=n1", "--port=" + port, "--seeds=n1=http://127.0.0.1:" + port);
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.output())
        .contains("the storage of node n1, jdbc:sqlite:data/n1.db, cannot be used: ")
        .contains("unable to open database file");
  }

  @Test
  void a_port_in_use_is_named() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Ended ended = run("cluster", "--port", Integer.toString(taken.getLocalPort()));
      assertThat(ended.code()).isEqualTo(1);
      assertThat(ended.output()).contains("port " + taken.getLocalPort() + ", for n1, is in use");
    }
  }

  @Test
  void a_local_cluster_stops_with_its_launcher_even_if_that_is_killed() throws Exception {
    int port = threePortsFrom();
    Path out = folder.resolve("out");
    Process launcher =
        builder("cluster", "--port", Integer.toString(port)).redirectOutput(out.toFile()).start();
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .failFast("the launcher ended", () -> !launcher.isAlive())
        .until(() -> Files.readString(out).contains("3 nodes are ready"));
    List<ProcessHandle> nodes = launcher.descendants().toList();
    assertThat(nodes).hasSizeGreaterThanOrEqualTo(3);
    for (String name : List.of("n1", "n2", "n3")) {
      String pid = Files.readString(folder.resolve("data").resolve(name + ".pid")).strip();
      assertThat(nodes).extracting(ProcessHandle::pid).contains(Long.valueOf(pid));
    }

    launcher.destroyForcibly();

    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> nodes.stream().noneMatch(ProcessHandle::isAlive));
    Ended elsewhere = run("cluster", "--port", Integer.toString(port + 10));
    assertThat(elsewhere.code()).isEqualTo(1);
    assertThat(elsewhere.output()).contains("start them with --port " + port);
    Ended more = run("cluster", "--nodes", "5", "--port", Integer.toString(port));
    assertThat(more.code()).isEqualTo(1);
    assertThat(more.output()).contains("start them with --nodes 3");
  }

  @Test
  void one_node_is_a_cluster_and_too_many_are_none() throws Exception {
    assertThat(run("cluster", "--nodes", "10").output()).contains("--nodes 10 is not 1 to 9");
    int port = TestCluster.freePorts(1).get(0);
    Path out = folder.resolve("out");
    Process launcher =
        builder("cluster", "--nodes=1", "--port", Integer.toString(port))
            .redirectOutput(out.toFile())
            .start();
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .failFast("the launcher ended", () -> !launcher.isAlive())
        .until(() -> Files.readString(out).contains("1 node is ready"));

    launcher.destroy();

    assertThat(launcher.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(out)).contains("stopped").doesNotContain("kill -9");
  }

  /** How a process ended. */
  private record Ended(int code, String output) {}

  private Ended run(String... arguments) throws IOException, InterruptedException {
    return run(builder(arguments));
  }

  private static Ended run(ProcessBuilder builder) throws IOException, InterruptedException {
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("does not end: " + output);
    }
    return new Ended(process.exitValue(), output);
  }

  private ProcessBuilder builder(String... arguments) {
    List<String> command = new ArrayList<>(NodeProcess.program());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
  }

  /** A port with two free ones after it, most likely still so when they are used. */
  private static int threePortsFrom() {
    return Awaitility.await().until(CommandLineIT::candidate, Optional::isPresent).orElseThrow();
  }

  private static Optional<Integer> candidate() throws IOException {
    try (ServerSocket first = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = first.getLocalPort();
      try (ServerSocket second = new ServerSocket(port + 1, 1, InetAddress.getLoopbackAddress());
          ServerSocket third = new ServerSocket(port + 2, 1, InetAddress.getLoopbackAddress())) {
        return second.isBound() && third.isBound() ? Optional.of(port) : Optional.empty();
      } catch (IOException taken) {
        return Optional.empty();
      }
    }
  }
}
