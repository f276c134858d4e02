package io.paxos.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;

/** Waits for a change of membership and shows how far it is. */
final class ChangeWatch {
  private static final long POLL_MILLIS = 500;
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String ERASE_LINE = "\r\u001b[K";

  private final MembersClient client;
  private final PrintWriter out;
  private final boolean terminal;
  private String shown = "";

  ChangeWatch(MembersClient client, PrintWriter out) {
    this.client = client;
    this.out = out;
    this.terminal = isTerminal();
  }

  /**
   * Waits.
   *
   * @param begun what the node answered when it began
   * @return 0 when it is done, 1 when it was turned back
   * @throws ClientFailure if no node tells for long
   */
  int await(JsonNode begun) throws InterruptedException {
    long era = begun.path("era").asLong();
    long heardAt = System.nanoTime();
    while (true) {
      try {
        JsonNode change = client.change(era);
        heardAt = System.nanoTime();
        if (change.path("stage").asText().equals("over")) {
          return end(begun, change.path("now"));
        }
        show(change);
      } catch (ClientFailure failure) {
        requirePassing(failure, heardAt);
        show(String.valueOf(failure.getMessage()));
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  private static void requirePassing(ClientFailure failure, long heardAt) {
    boolean patient = System.nanoTime() - heardAt < PATIENCE.toNanos();
    if (!failure.mayPass() || !patient) {
      throw new ClientFailure(
          failure.getMessage() + "; the change goes on by itself, see ./paxos members status");
    }
  }

  private int end(JsonNode begun, JsonNode now) {
    if (MembersText.isSame(now, begun.path("to"))) {
      finish("done: the members are " + MembersText.names(now));
      return 0;
    }
    boolean turnedBack = MembersText.isSame(now, begun.path("from"));
    finish(
        (turnedBack ? "turned back: the members are still " : "over: the members are now ")
            + MembersText.names(now));
    return 1;
  }

  private void show(JsonNode change) {
    show(terminal ? MembersText.bar(change) : MembersText.progress(change));
  }

  /** On a terminal the line is written over; elsewhere only what is new is a line. */
  private void show(String line) {
    if (terminal) {
      out.print(ERASE_LINE + line);
    } else if (!line.equals(shown)) {
      out.println(line);
    }
    shown = line;
    out.flush();
  }

  private void finish(String line) {
    out.println((terminal ? ERASE_LINE : "") + line);
    out.flush();
  }

  /** Where it cannot be told, there are plain lines. */
  private static boolean isTerminal() {
    try {
      String output = Path.of("/dev/stdout").toRealPath().toString();
      return output.startsWith("/dev/pts/") || output.startsWith("/dev/tty");
    } catch (IOException elsewhere) {
      return false;
    }
  }
}
