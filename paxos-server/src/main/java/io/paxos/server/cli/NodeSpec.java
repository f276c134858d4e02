package io.paxos.server.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A node of a local cluster.
 *
 * @param database the options that tell it of its database
 */
record NodeSpec(String id, int port, String seeds, Path data, List<String> database) {
  NodeSpec {
    database = List.copyOf(database);
  }

  /** What follows {@code paxos} on its command line. */
  List<String> arguments() {
    List<String> arguments =
        new ArrayList<>(
            List.of("node", "--id", id, "--port", Integer.toString(port), "--seeds", seeds));
    arguments.addAll(List.of("--data", data.toString()));
    arguments.addAll(List.of("--cluster-secret-file", secretFile(data).toString()));
    arguments.addAll(database);
    return arguments;
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  static Path secretFile(Path data) {
    return data.resolve("cluster-secret");
  }
}
