package io.paxos.mutation;

import org.jspecify.annotations.Nullable;

/** What a run says by throwing. */
final class Thrown {
  private Thrown() {}

  /**
   * The message of a run that failed by itself.
   *
   * @throws IllegalStateException if classes do not fit together or memory is used up: then the
   *     harness is at fault, and nothing was caught
   */
  static String told(@Nullable Throwable thrown) {
    if (thrown instanceof LinkageError || thrown instanceof OutOfMemoryError) {
      throw new IllegalStateException("the harness is broken, not the mutant", thrown);
    }
    return String.valueOf(thrown);
  }
}
