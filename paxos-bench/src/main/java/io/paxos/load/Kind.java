package io.paxos.load;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The kinds of operations. */
enum Kind {
  /** A linearizable read. */
  READ,
  /** An unconditional write. */
  WRITE,
  /** A write on the condition that nobody else has written since this connection last looked. */
  CAS,
  /** Adding one to a number. */
  INCREMENT;

  /** The word for it in options and reports. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The kind of this word.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Kind of(String word) {
    return Arrays.stream(values())
        .filter(kind -> kind.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "\"%s\" is no kind of operation; there are %s".formatted(word, words())));
  }

  private static String words() {
    return Arrays.stream(values()).map(Kind::word).collect(Collectors.joining(", "));
  }
}
