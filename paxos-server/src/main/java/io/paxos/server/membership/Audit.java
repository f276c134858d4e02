package io.paxos.server.membership;

import io.paxos.membership.Target;
import io.paxos.server.http.Answer;
import io.paxos.server.http.Problem;
import io.paxos.server.http.ProblemException;
import io.paxos.server.http.Response;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A line in the log for every request that would change the membership: who, what, and what came of
 * it.
 */
record Audit(String who, String what) {
  private static final Logger LOG = Logger.getLogger("io.paxos.audit");

  /** A line about a change of membership. */
  static Audit of(String who, Target target) {
    String sizes =
        target
            .sizes()
            .map(
                size ->
                    ", prepare quorum %d, accept quorum %d"
                        .formatted(size.prepare(), size.accept()))
            .orElse("");
    return new Audit(
        who,
        "change of membership, remove %s, add %s%s"
            .formatted(
                target.removed(),
                target.joining().stream()
                    .map(newcomer -> newcomer.id() + "=" + newcomer.address())
                    .toList(),
                sizes));
  }

  /** It was answered, or failed. */
  void record(@Nullable Answer answer, @Nullable Throwable failed) {
    if (failed != null) {
      record(failed);
    } else if (answer instanceof Problem problem) {
      write("refused, " + problem.type().status() + ": " + problem.detail());
    } else if (answer instanceof Response response) {
      write("done, " + response.status());
    }
  }

  /** It failed, if it did. */
  void record(@Nullable Throwable failed) {
    Throwable cause =
        failed instanceof CompletionException && failed.getCause() != null
            ? failed.getCause()
            : failed;
    if (cause instanceof ProblemException refused) {
      record(refused.problem(), null);
    } else if (cause != null) {
      write("failed: " + cause.getMessage());
    }
  }

  private void write(String outcome) {
    // What came from outside must not look like a line of its own.
    LOG.info("%s: %s: %s".formatted(who, what, outcome).replaceAll("\\p{Cntrl}", "?"));
  }
}
