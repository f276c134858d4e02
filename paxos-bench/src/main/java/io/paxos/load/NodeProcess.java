package io.paxos.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The process of a node on this machine, which is sent signals. */
record NodeProcess(String node, long pid) {
  /**
   * The process whose id a cluster has left in {@code <node>.pid} of its data folder.
   *
   * @throws IllegalArgumentException if there is none, or it is not that node's
   */
  static NodeProcess find(Path data, String node) {
    Path file = data.resolve(node + ".pid");
    long pid = read(file);
    List<String> commandLine =
        ProcessHandle.of(pid)
            .flatMap(process -> process.info().arguments().map(Arrays::asList))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "%s names the process %d, which does not run".formatted(file, pid)));
    if (!isNode(commandLine, node)) {
      throw new IllegalArgumentException(
          "%s names the process %d, which is not the node %s".formatted(file, pid, node));
    }
    return new NodeProcess(node, pid);
  }

  private static long read(Path file) {
    try {
      return Long.parseLong(Files.readString(file).strip());
    } catch (NoSuchFileException absent) {
      throw new IllegalArgumentException(
          "there is no %s; say with --data where the cluster keeps its data".formatted(file),
          absent);
    } catch (IOException | NumberFormatException unreadable) {
      throw new IllegalArgumentException(
          "%s does not tell a process: %s".formatted(file, unreadable.getMessage()), unreadable);
    }
  }

  /** Whether this is how a node of ours, or of etcd, is started. */
  static boolean isNode(List<String> arguments, String node) {
    boolean ours = arguments.contains("node") && follows(arguments, "--id", node);
    return ours || follows(arguments, "--name", node);
  }

  private static boolean follows(List<String> arguments, String option, String value) {
    int at = arguments.indexOf(option);
    return at >= 0 && at + 1 < arguments.size() && arguments.get(at + 1).equals(value);
  }

  /** Sends a signal, such as STOP. */
  void signal(String signal) throws IOException, InterruptedException {
    // The shell's own kill: the command may be missing.
    Process shell =
        new ProcessBuilder("sh", "-c", "kill -s \"$1\" \"$2\"", "sh", signal, Long.toString(pid))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    int exitCode = shell.waitFor();
    if (exitCode != 0) {
      throw new IOException("%s could not be sent to %s, process %d".formatted(signal, node, pid));
    }
  }
}
