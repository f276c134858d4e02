package io.paxos.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeProcessTest {
  @TempDir private Path data;

  @Test
  void a_node_is_found_by_its_pid_file_and_signalled() throws Exception {
    Process node = start("node", "--id", "n2");
    try {
      NodeProcess.find(data, "n2").signal("KILL");
      assertThat(node.waitFor()).isEqualTo(128 + 9);
    } finally {
      node.destroyForcibly();
    }
  }

  @Test
  void a_process_that_is_not_that_node_is_not_touched() throws Exception {
    Process other = start("node", "--id", "n1");
    try {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> NodeProcess.find(data, "n2"))
          .withMessageContaining("the process " + other.pid() + ", which is not the node n2");
    } finally {
      other.destroyForcibly();
    }
  }

  @Test
  void a_missing_pid_file_tells_which_option_is_wrong() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NodeProcess.find(data, "n2"))
        .withMessageContaining("n2.pid")
        .withMessageContaining("--data");
  }

  @Test
  void members_of_etcd_are_nodes_too() {
    assertThat(NodeProcess.isNode(List.of("--name", "n2", "--data-dir", "x"), "n2")).isTrue();
    assertThat(NodeProcess.isNode(List.of("--name", "n1", "--data-dir", "n2"), "n2")).isFalse();
  }

  /** A process that waits for its input, with a pid file for n2. */
  private Process start(String... arguments) throws IOException {
    List<String> command =
        Stream.concat(List.of("sh", "-c", "read line").stream(), List.of(arguments).stream())
            .toList();
    Process process = new ProcessBuilder(command).start();
    Files.writeString(data.resolve("n2.pid"), process.pid() + "\n");
    return process;
  }
}
