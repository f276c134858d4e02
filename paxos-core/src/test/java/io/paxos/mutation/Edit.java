package io.paxos.mutation;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One place of a source file, and what a mutant puts there. White space does not count, so that
 * formatting breaks no mutant.
 *
 * @param file below a source root, such as {@code io/paxos/protocol/Ballot.java}
 * @param original occurs exactly once in the file
 */
record Edit(String file, String original, String broken) {
  /**
   * The source with this place changed.
   *
   * @throws IllegalArgumentException unless the original fragment occurs exactly once
   */
  String applyTo(String source) {
    int[] positions = visiblePositions(source);
    String text = withoutSpace(source);
    String wanted = withoutSpace(original);
    int first = text.indexOf(wanted);
    if (wanted.isEmpty() || first < 0 || text.indexOf(wanted, first + 1) >= 0) {
      throw new IllegalArgumentException(
          "the fragment has to occur exactly once in %s, and %s:%n%s"
              .formatted(file, first < 0 ? "is not there" : "is ambiguous", original));
    }
    int start = positions[first];
    int end = positions[first + wanted.length() - 1] + 1;
    return source.substring(0, start) + broken + source.substring(end);
  }

  /** Where the characters of {@link #withoutSpace} are in the text. */
  private static int[] visiblePositions(String text) {
    return IntStream.range(0, text.length())
        .filter(i -> !Character.isWhitespace(text.charAt(i)))
        .toArray();
  }

  private static String withoutSpace(String text) {
    return text.chars()
        .filter(one -> !Character.isWhitespace(one))
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }
}
