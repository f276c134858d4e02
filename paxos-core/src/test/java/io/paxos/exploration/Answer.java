package io.paxos.exploration;

import java.util.Optional;

/**
 * What a client is told of one command.
 *
 * @param startedAfter the greatest revision that any client had been told when it was called
 * @param revision with {@link Kind#WROTE} the one it made, with {@link Kind#SAW} the one it saw
 * @param replayed whether it is the first answer of an operation that was asked for twice
 */
record Answer(
    Command command,
    Kind kind,
    long startedAfter,
    long revision,
    Optional<String> value,
    boolean replayed) {
  /** As in {@code io.paxos.history.Operation}. */
  enum Kind {
    WROTE,
    SAW,
    NO_EFFECT,
    MAYBE
  }

  @Override
  public String toString() {
    return switch (kind) {
      case WROTE -> command + " made revision " + revision + " \"" + value.orElse("") + "\"";
      case SAW -> command + " saw revision " + revision + " \"" + value.orElse("") + "\"";
      case NO_EFFECT -> command + " had no effect";
      case MAYBE -> command + " has an unknown outcome";
    };
  }
}
