package io.paxos.server.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A child process with a log file. */
final class LocalProcess {
  private static final long POLL_MILLIS = 50;
  private static final int LOG_TAIL_LINES = 20;

  private final String name;
  private final Path log;
  private final Process process;

  /** Why a process could not be started; the message is for people. */
  static final class StartFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartFailure(String message) {
      super(message);
    }
  }

  private LocalProcess(String name, Path log, Process process) {
    this.name = name;
    this.log = log;
    this.process = process;
  }

  /** Starts a command whose output goes to the end of the log file. */
  static LocalProcess start(String name, List<String> command, Path log) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      return new LocalProcess(name, log, process);
    } catch (IOException failed) {
      throw new StartFailure(name + " could not be started: " + failed.getMessage());
    }
  }

  long pid() {
    return process.pid();
  }

  /**
   * Waits until the condition holds.
   *
   * @throws StartFailure if the process ends first, or the time is over, with the end of its log
   */
  void awaitReady(BooleanSupplier condition, Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (!condition.getAsBoolean()) {
      if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new StartFailure(
            "%s ended with exit code %d; %s says:%n%s"
                .formatted(name, process.exitValue(), log, logTail()));
      }
      if (System.nanoTime() - deadline > 0) {
        throw new StartFailure(
            "%s is not ready after %d s; %s says:%n%s"
                .formatted(name, timeout.toSeconds(), log, logTail()));
      }
    }
  }

  /** Tells of the exit code, on any thread, once the process has ended. */
  void onEnd(Consumer<Integer> listener) {
    var unused = process.onExit().thenAccept(ended -> listener.accept(ended.exitValue()));
  }

  /** Asks it to stop. */
  void terminate() {
    process.destroy();
  }

  /** Waits for its end, and kills it if that takes too long. */
  void awaitEnd(Duration patience) {
    try {
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private String logTail() {
    try {
      List<String> lines = Files.readAllLines(log);
      int from = Math.max(0, lines.size() - LOG_TAIL_LINES);
      return String.join(System.lineSeparator(), lines.subList(from, lines.size()));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
