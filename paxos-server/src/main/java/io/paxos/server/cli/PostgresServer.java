package io.paxos.server.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A PostgreSQL server for a local cluster, from a folder of its binaries. It listens on the
 * loopback interface only and asks for a password that is drawn when it is initialised.
 */
final class PostgresServer {
  private static final int STATUS_LINE = 7;

  private final Path home;
  private final Path folder;
  private final Path passwordFile;
  private final Path log;
  private final String name;
  private final int port;

  PostgresServer(Path home, Path data, String name, int port) {
    this.home = home;
    this.folder = data.resolve(name).toAbsolutePath();
    this.passwordFile = data.resolve(name + ".password").toAbsolutePath();
    this.log = data.resolve(name + ".log");
    this.name = name;
    this.port = port;
  }

  /** Makes its folder, unless it is there. */
  void initialise() throws IOException, InterruptedException {
    if (Files.exists(folder.resolve("PG_VERSION"))) {
      return;
    }
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Files.deleteIfExists(passwordFile);
    Files.createFile(passwordFile, ownerOnly);
    Files.writeString(passwordFile, UUID.randomUUID() + "\n");
    List<String> command = new ArrayList<>(asUser());
    command.addAll(List.of(binary("initdb"), "-D", folder.toString(), "-U", "postgres"));
    command.addAll(List.of("-E", "UTF8", "--no-locale", "--auth=scram-sha-256"));
    command.add("--pwfile=" + passwordFile);
    Process initdb =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    if (initdb.waitFor() != 0) {
      throw new LocalProcess.StartFailure("initdb of " + name + " failed; see " + log);
    }
  }

  LocalProcess start() {
    List<String> command = new ArrayList<>(asUser());
    command.addAll(List.of(binary("postgres"), "-D", folder.toString()));
    command.addAll(List.of("-p", Integer.toString(port), "-h", "127.0.0.1", "-k", ""));
    return LocalProcess.start(name, command, log);
  }

  /**
   * Whether this process takes connections. It says so in the file that {@code pg_ctl} looks at,
   * too; a file of an earlier process does not count.
   */
  boolean isReady(LocalProcess process) {
    try {
      List<String> lines = Files.readAllLines(folder.resolve("postmaster.pid"));
      return lines.size() > STATUS_LINE
          && lines.get(0).equals(Long.toString(process.pid()))
          && lines.get(STATUS_LINE).startsWith("ready");
    } catch (IOException notYet) {
      return false;
    }
  }

  /** What tells a node of this server. */
  List<String> nodeOptions() {
    return List.of(
        "--storage",
        "postgresql",
        "--jdbc-url",
        "jdbc:postgresql://127.0.0.1:" + port + "/postgres",
        "--jdbc-user",
        "postgres",
        "--jdbc-password-file",
        passwordFile.toString());
  }

  private String binary(String program) {
    return home.resolve("bin").resolve(program).toString();
  }

  /** PostgreSQL refuses to run as root; in a user namespace of its own nobody is. */
  private static List<String> asUser() {
    return System.getProperty("user.name").equals("root") ? List.of("unshare", "-U") : List.of();
  }
}
