package io.paxos.checker;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was found wrong in a run, by any checker: only the first of all counts. */
final class Findings {
  private @Nullable String first;

  /** What one checker has found. */
  final class Finding {
    private final String checker;
    private @Nullable String violation;

    private Finding(String checker) {
      this.checker = checker;
    }

    /** The first report stays. */
    void report(String text) {
      if (violation == null) {
        violation = text;
      }
      if (first == null) {
        first = checker + ": " + text;
      }
    }

    Optional<String> violation() {
      return Optional.ofNullable(violation);
    }
  }

  Finding of(Class<? extends Checker> checker) {
    return new Finding(checker.getSimpleName());
  }

  boolean isClean() {
    return first == null;
  }

  /** The name of the checker, and what it found. */
  Optional<String> first() {
    return Optional.ofNullable(first);
  }
}
