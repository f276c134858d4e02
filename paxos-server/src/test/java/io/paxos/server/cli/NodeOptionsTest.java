package io.paxos.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class NodeOptionsTest {
  @Test
  void every_option_is_a_setting() {
    assertThat(
            settings(
                Map.of(),
                "--id=n1 --seeds=n1=http://h:1 --join --host=h --port=1 --storage=postgresql"
                    + " --jdbc-url=jdbc:postgresql:x --jdbc-user=u --jdbc-password-file=p"
                    + " --cluster-secret-file=s --allow-unsafe-durability --insecure"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("paxos.node.id", "n1"),
                Map.entry("paxos.cluster.seeds", "n1=http://h:1"),
                Map.entry("paxos.cluster.join", "true"),
                Map.entry("quarkus.http.host", "h"),
                Map.entry("quarkus.http.port", "1"),
                Map.entry("paxos.storage.kind", "postgresql"),
                Map.entry("paxos.storage.url", "jdbc:postgresql:x"),
                Map.entry("paxos.storage.user", "u"),
                Map.entry("paxos.storage.password-file", "p"),
                Map.entry("paxos.cluster.secret-file", "s"),
                Map.entry("paxos.storage.allow-unsafe-durability", "true"),
                Map.entry("paxos.insecure", "true")));
  }

  @Test
  void what_is_not_given_is_left_to_other_sources() {
    assertThat(settings(Map.of(), "")).isEmpty();
  }

  @Test
  void the_data_folder_has_a_file_named_after_the_node() {
    assertThat(settings(Map.of(), "--id=n1 --data=d"))
        .containsEntry("paxos.storage.path", "d/n1.db");
    assertThat(settings(Map.of("paxos.node.id", "n2"), "--data=d"))
        .containsEntry("paxos.storage.path", "d/n2.db");
  }

  @Test
  void the_data_folder_does_not_disturb_postgresql() {
    assertThat(settings(Map.of(), "--id=n1 --data=d --storage=postgresql"))
        .doesNotContainKey("paxos.storage.path");
    assertThat(settings(Map.of("paxos.storage.kind", "postgresql"), "--id=n1 --data=d"))
        .doesNotContainKey("paxos.storage.path");
  }

  private static Map<String, String> settings(Map<String, String> configured, String options) {
    NodeOptions parsed = new NodeOptions();
    new CommandLine(CommandLine.Model.CommandSpec.create().addMixin("node", spec(parsed)))
        .parseArgs(options.isEmpty() ? new String[0] : options.split(" "));
    return parsed.settings(configured::get);
  }

  private static CommandLine.Model.CommandSpec spec(NodeOptions options) {
    return CommandLine.Model.CommandSpec.forAnnotatedObject(options);
  }
}
