package io.paxos.checker;

import java.util.Optional;

/**
 * One client's operation on one register, as the client saw it.
 *
 * @param start when it was called
 * @param end when it returned; {@link Long#MAX_VALUE} if it never did
 * @param written what it writes if it takes effect; empty for a read; unique in the history
 * @param result what the client learned
 */
public record Operation(
    String client, long start, long end, Optional<String> written, Result result) {
  /** What a client learned of its operation. */
  public sealed interface Result {}

  /** The write took effect and made this revision. */
  public record Wrote(long revision) implements Result {}

  /** The register held this, for a read or a rejected write. */
  public record Saw(long revision, Optional<String> value) implements Result {}

  /** The write had no effect and never will. */
  public record NoEffect() implements Result {}

  /** The write took effect once or never. */
  public record Maybe() implements Result {}
}
