package io.paxos.server.http;

import io.paxos.protocol.Value;
import java.util.List;
import java.util.Locale;

/** The value of {@code Content-Type} (RFC 9110, section 8.3.1). */
public final class MediaType {
  /** What a value is when the client does not say. */
  public static final String OCTETS = "application/octet-stream";

  private MediaType() {}

  /**
   * The media type of a request's content, as it was sent.
   *
   * @throws IllegalArgumentException if there are several, or it is malformed or too long
   */
  public static String of(Call call) {
    return parse(call.header("Content-Type"));
  }

  /**
   * Sees to it that content is JSON, whatever its parameters.
   *
   * @param purpose what is said in it, for people
   * @throws ProblemException 415 if it is not
   */
  public static void requireJson(String mediaType, String purpose) {
    String essence = mediaType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (!essence.equals("application/json")) {
      throw new ProblemException(
          Problem.of(
              ProblemType.UNSUPPORTED_CONTENT,
              "Content-Type: %s is not application/json, in which %s"
                  .formatted(mediaType, purpose)));
    }
  }

  static String parse(List<String> lines) {
    if (lines.isEmpty()) {
      return OCTETS;
    }
    if (lines.size() > 1) {
      throw new IllegalArgumentException("Content-Type is given more than once: " + lines);
    }
    String text = lines.get(0).strip();
    if (text.length() > Value.MAX_MEDIA_TYPE_LENGTH) {
      throw new IllegalArgumentException(
          "Content-Type has %d characters; a media type is 1 to %d"
              .formatted(text.length(), Value.MAX_MEDIA_TYPE_LENGTH));
    }
    if (!isWellFormed(text)) {
      throw new IllegalArgumentException(
          "Content-Type: %s is not a media type such as text/plain;charset=utf-8".formatted(text));
    }
    return text;
  }

  /** Whether it can be sent back as a header. Values are also written by embedded applications. */
  static boolean isWellFormed(String text) {
    FieldReader reader = new FieldReader(text);
    boolean valid = reader.token().isPresent() && reader.take("/") && reader.token().isPresent();
    while (valid && !reader.isAtEnd()) {
      reader.skipBlanks();
      valid = reader.take(";");
      reader.skipBlanks();
      valid = valid && (isEmptyParameter(reader) || isParameter(reader));
    }
    return valid;
  }

  /** RFC 9110, section 5.6.6: a parameter may be left out after its semicolon. */
  private static boolean isEmptyParameter(FieldReader reader) {
    return reader.isAtEnd() || reader.comesNext(";");
  }

  private static boolean isParameter(FieldReader reader) {
    return reader.token().isPresent()
        && reader.take("=")
        && (reader.token().isPresent() || reader.quotedString().isPresent());
  }
}
