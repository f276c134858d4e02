package io.paxos.server.http;

import java.util.Optional;

/**
 * Reads the value of a header field from left to right, in the words of RFC 9110, section 5.6.
 * Confined to one thread.
 */
final class FieldReader {
  private static final String TOKEN_SYMBOLS = "!#$%&'*+-.^_`|~";

  private final String text;
  private int position;

  FieldReader(String text) {
    this.text = text;
  }

  boolean isAtEnd() {
    return position == text.length();
  }

  boolean comesNext(String word) {
    return text.startsWith(word, position);
  }

  /** Steps over this word if it comes next. */
  boolean take(String word) {
    boolean next = comesNext(word);
    position += next ? word.length() : 0;
    return next;
  }

  void skipBlanks() {
    while (!isAtEnd() && (text.charAt(position) == ' ' || text.charAt(position) == '\t')) {
      position++;
    }
  }

  /** Steps over everything up to and with the next such character outside of quoted strings. */
  void skipPast(char separator) {
    while (!isAtEnd() && text.charAt(position) != separator) {
      if (quotedString().isEmpty()) {
        position++;
      }
    }
    position += isAtEnd() ? 0 : 1;
  }

  /** A token, or empty if none comes next. */
  Optional<String> token() {
    int start = position;
    while (!isAtEnd() && isTokenCharacter(text.charAt(position))) {
      position++;
    }
    return position == start ? Optional.empty() : Optional.of(text.substring(start, position));
  }

  /** What a quoted string stands for, or empty, and nothing read, if no whole one comes next. */
  Optional<String> quotedString() {
    int start = position;
    StringBuilder content = new StringBuilder();
    boolean open = take("\"");
    while (open && !isAtEnd()) {
      if (take("\"")) {
        return Optional.of(content.toString());
      }
      take("\\");
      open = !isAtEnd() && isVisibleOrBlank(text.charAt(position));
      if (open) {
        content.append(text.charAt(position++));
      }
    }
    position = start;
    return Optional.empty();
  }

  /** What stands between two quotes, taken literally, or empty, and nothing read, if none does. */
  Optional<String> opaque() {
    int close = text.indexOf('"', position + 1);
    if (close < 0 || text.charAt(position) != '"') {
      return Optional.empty();
    }
    String content = text.substring(position + 1, close);
    boolean legal = content.chars().allMatch(one -> one == 0x21 || (one >= 0x23 && one != 0x7f));
    position = legal ? close + 1 : position;
    return legal ? Optional.of(content) : Optional.empty();
  }

  private static boolean isTokenCharacter(char one) {
    return (one >= '0' && one <= '9')
        || (one >= 'A' && one <= 'Z')
        || (one >= 'a' && one <= 'z')
        || TOKEN_SYMBOLS.indexOf(one) >= 0;
  }

  private static boolean isVisibleOrBlank(char one) {
    return one == '\t' || (one >= ' ' && one <= '~');
  }
}
