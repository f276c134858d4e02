package io.paxos.bench.suite;

import java.util.Locale;

/** Names in code as words. */
final class Labels {
  private Labels() {}

  /** A value of a dimension, which says by itself what it is a value of. */
  static String of(String dimension, String value) {
    if (dimension.equals(Result.METHOD)) {
      return value.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }
    boolean isWord = value.matches("[a-z]{3,}") && !value.equals("true") && !value.equals("false");
    return isWord ? value : dimension + " " + value;
  }
}
