package io.paxos.bench.suite;

import io.paxos.report.Machine;
import io.paxos.report.Table;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Under which a run was made.
 *
 * @param date when it ended, UTC
 * @param revision of the sources, if git knows it
 * @param fileSystem the type of the one that the databases were on
 * @param settings how long was measured
 */
record Circumstances(
    String date, Optional<String> revision, Machine machine, String fileSystem, String settings) {
  /** Those of this process. */
  static Circumstances now(Path databases, String settings) {
    return new Circumstances(
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        revisionOf(ownFolder()),
        Machine.here(),
        fileSystem(databases),
        settings);
  }

  private static String fileSystem(Path folder) {
    try {
      return Files.getFileStore(folder).type();
    } catch (IOException failed) {
      return "unknown";
    }
  }

  /** Whether a durable write costs nothing, because it is not durable. */
  boolean isInMemory() {
    return fileSystem.equals("tmpfs") || fileSystem.equals("ramfs");
  }

  private static Path ownFolder() {
    try {
      Path code =
          Path.of(Circumstances.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return Files.isDirectory(code) ? code : code.toAbsolutePath().resolveSibling(".");
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** With {@code -dirty} behind it if files were changed since. */
  static Optional<String> revisionOf(Path folder) {
    ProcessBuilder git =
        new ProcessBuilder("git", "describe", "--always", "--dirty", "--abbrev=12")
            .directory(folder.toFile())
            .redirectError(new File("/dev/null"));
    try {
      Process process = git.start();
      String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? Optional.of(told.strip()) : Optional.empty();
    } catch (IOException noGit) {
      return Optional.empty();
    } catch (InterruptedException asked) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** As a table. */
  Table table() {
    return machine
        .table()
        .row("file system of the databases", fileSystem)
        .row("settings", settings)
        .row("revision", revision.orElse("unknown"))
        .row("date", date);
  }
}
