package io.paxos.storage.jdbc;

import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Another process, which tries to lock a file. */
final class LockingProcess {
  private LockingProcess() {}

  /** Whether somebody has locked it. */
  static boolean isLocked(Path file) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LockingProcess.class.getName(),
                file.toString())
            .inheritIO()
            .start();
    int exit = process.waitFor();
    if (exit > 1) {
      throw new IllegalStateException("the other process failed with " + exit);
    }
    return exit == 1;
  }

  /** Exits with 0 if it could lock the file, with 1 if not. */
  public static void main(String... arguments) throws Exception {
    try (FileChannel file = FileChannel.open(Path.of(arguments[0]), StandardOpenOption.WRITE)) {
      System.exit(file.tryLock() == null ? 1 : 0);
    }
  }
}
