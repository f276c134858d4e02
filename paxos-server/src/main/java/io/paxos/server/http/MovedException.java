package io.paxos.server.http;

import java.util.Optional;
import java.util.concurrent.CompletionException;

/**
 * A change that was tied to a revision met another one and was not applied, nor ever will be: no
 * revision comes again.
 *
 * <p>An answer, and to be expected: one change in fifty where many are passed on. So it has no
 * trace, and no stage wraps it in an exception that has one.
 */
public final class MovedException extends CompletionException {
  private static final long serialVersionUID = 1L;

  private final long revision;

  MovedException(long revision) {
    super("the register is at revision " + revision);
    this.revision = revision;
  }

  /** There is none to fill in. */
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }

  /** The one that was met. */
  public long revision() {
    return revision;
  }

  /** What a stage failed with, if it was this. */
  public static Optional<MovedException> in(Throwable failed) {
    return Settled.cause(failed) instanceof MovedException moved
        ? Optional.of(moved)
        : Optional.empty();
  }
}
