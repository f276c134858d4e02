package io.paxos.server.http;

import io.paxos.register.NotAppliedException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** What is answered whatever becomes of the work. */
final class Settled {
  private static final Logger LOG = System.getLogger(Settled.class.getName());

  private Settled() {}

  /**
   * What the work comes to, or the problem that it ends in; completes exceptionally with {@link
   * MovedException} only.
   *
   * @param method of the request, in capitals
   * @param path of the request, raw
   */
  static CompletionStage<Answer> answer(
      Supplier<CompletionStage<Answer>> work, String method, String path) {
    return started(work)
        .handle((answer, failed) -> failed == null ? answer : problemOf(failed, method, path));
  }

  private static CompletionStage<Answer> started(Supplier<CompletionStage<Answer>> work) {
    try {
      return work.get();
    } catch (RuntimeException failed) {
      return CompletableFuture.failedFuture(failed);
    }
  }

  private static Problem problemOf(Throwable failed, String method, String path) {
    Throwable cause = cause(failed);
    if (cause instanceof MovedException moved) {
      throw moved;
    }
    if (cause instanceof ProblemException refused) {
      return refused.problem();
    }
    if (cause instanceof NotAppliedException notApplied) {
      return Problem.notApplied(String.valueOf(notApplied.getMessage()));
    }
    LOG.log(Level.ERROR, () -> method + " " + RawText.uri(path), cause);
    Problem ours = Problem.of(ProblemType.INTERNAL_ERROR, "the server's log tells what went wrong");
    boolean safe = method.equals("GET") || method.equals("HEAD");
    return safe ? ours : ours.maybeApplied();
  }

  /** What a stage failed with, also if it followed the one that did. */
  static Throwable cause(Throwable failed) {
    return failed instanceof CompletionException && failed.getCause() != null
        ? failed.getCause()
        : failed;
  }
}
