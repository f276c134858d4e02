package io.paxos.history;

import java.util.Optional;

/**
 * One client's operation on one register, as the client saw it.
 *
 * @param start when it was called
 * @param end when it returned; {@link Long#MAX_VALUE} if it never did
 * @param result what the client learned
 */
public record Operation(Call call, long start, long end, Result result) {

  /** What a client learned of its operation. */
  public sealed interface Result {}

  /** The write took effect and made this revision. */
  public record Wrote(long revision) implements Result {}

  /**
   * The register held this: the answer to a read, to a rejected write, and to a delete that found
   * nothing. Neither of the writes has or will have an effect.
   */
  public record Saw(long revision, Optional<String> value) implements Result {}

  /** The operation had no effect and never will. */
  public record NoEffect() implements Result {}

  /** The write took effect once or never, or will. */
  public record Maybe() implements Result {}
}
