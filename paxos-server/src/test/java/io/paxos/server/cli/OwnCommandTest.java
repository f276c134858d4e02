package io.paxos.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnCommandTest {
  /** A node that a local cluster starts runs as one that the script starts. */
  @Test
  void the_script_has_the_same_options_for_a_jvm() throws Exception {
    String script = Files.readString(Path.of("..", "paxos"));
    List<String> options =
        OwnCommand.line().stream().filter(word -> word.startsWith("-X")).toList();
    assertThat(options).hasSize(5).allSatisfy(option -> assertThat(script).contains(option));
  }
}
