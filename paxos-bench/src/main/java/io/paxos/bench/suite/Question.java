package io.paxos.bench.suite;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The question that a benchmark answers: the comment of its class, whose source is in the jar. */
final class Question {
  private static final Pattern CLASS_COMMENT =
      Pattern.compile(
          "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*(?:@[^\\n]*\\n)*public class", Pattern.DOTALL);

  private Question() {}

  /**
   * The question of this class, which may not be there any more.
   *
   * @param benchmark its name without its package
   */
  static Optional<String> of(String benchmark) {
    try (InputStream source =
        Question.class.getResourceAsStream("/io/paxos/bench/" + benchmark + ".java")) {
      return source == null
          ? Optional.empty()
          : in(new String(source.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static Optional<String> in(String source) {
    Matcher comment = CLASS_COMMENT.matcher(source);
    return comment.find()
        ? Optional.of(comment.group(1).replaceAll("\\s+\\*?\\s*", " ").strip())
        : Optional.empty();
  }
}
