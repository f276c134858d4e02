package io.paxos.server.http;

import java.util.Optional;

/**
 * A change that was tied to a revision met another one and was not applied, nor ever will be: no
 * revision comes again.
 */
public final class MovedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long revision;

  /** Without a trace: it is an answer, and most often to be expected. */
  MovedException(long revision) {
    super("the register is at revision " + revision, null, false, false);
    this.revision = revision;
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
