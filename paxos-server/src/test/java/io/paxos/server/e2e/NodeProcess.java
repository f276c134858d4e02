package io.paxos.server.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A server process under test, and the verbs of what can happen to it. */
final class NodeProcess {
  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

  private final String id;
  private final int port;
  private final List<String> command;
  private final Path log;
  private final HttpClient client = HttpClient.newHttpClient();
  private volatile Process process;

  NodeProcess(String id, int port, List<String> command, Path log) throws IOException {
    this.id = id;
    this.port = port;
    this.command = List.copyOf(command);
    this.log = log;
    this.process = launch();
  }

  String id() {
    return id;
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  long pid() {
    return process.pid();
  }

  /** The program under test: the native executable when that was built, the jar otherwise. */
  static List<String> program() {
    String executable = System.getProperty("native.image.path");
    if (executable != null) {
      return List.of(executable);
    }
    List<String> java = new ArrayList<>();
    java.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    java.add("-Xmx256m");
    if (Runtime.version().feature() >= 22) {
      java.add("--enable-native-access=ALL-UNNAMED");
    }
    java.addAll(
        List.of(
            "-jar",
            Path.of("target", "quarkus-app", "quarkus-run.jar").toAbsolutePath().toString()));
    return java;
  }

  private Process launch() throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  void awaitReady() {
    awaitUp("ready");
  }

  /** It knows the cluster. */
  void awaitStarted() {
    awaitUp("started");
  }

  private void awaitUp(String probe) {
    Awaitility.await(id + " is " + probe)
        .atMost(START_TIMEOUT)
        .pollInterval(Duration.ofMillis(50))
        .failFast(id + " ended: " + log, () -> !process.isAlive())
        .until(() -> status("/q/health/" + probe) == 200);
  }

  /** The status of a GET, or 0 if nobody answers. */
  int status(String path) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url() + path)).timeout(Duration.ofSeconds(3)).build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException nobody) {
      return 0;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /** SIGKILL. */
  void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** SIGTERM, and wait. */
  int stop() {
    process.destroy();
    return awaitEnd();
  }

  int awaitEnd() {
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        throw new AssertionError(id + " does not end; see " + log);
      }
      return process.exitValue();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  void restart() throws IOException {
    process = launch();
  }

  void pause() throws IOException {
    signal("STOP");
  }

  void resume() throws IOException {
    signal("CONT");
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  private void signal(String name) throws IOException {
    try {
      Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
      if (kill.waitFor() != 0) {
        throw new IOException("kill -" + name + " of " + id + " failed");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
