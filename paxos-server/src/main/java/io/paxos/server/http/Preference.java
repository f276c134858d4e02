package io.paxos.server.http;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a client prefers to get back (RFC 7240). Preferences that are not understood are ignored.
 */
public final class Preference {
  /** The one preference that is honoured. */
  public static final String RETURN_REPRESENTATION = "return=representation";

  private Preference() {}

  /** Whether the first {@code return} preference of the call asks for the representation. */
  public static boolean asksForRepresentation(Call call) {
    return asksForRepresentation(call.header("Prefer"));
  }

  static boolean asksForRepresentation(List<String> lines) {
    FieldReader reader = new FieldReader(String.join(",", lines));
    while (!reader.isAtEnd()) {
      Optional<String> wanted = returnValue(reader);
      if (wanted.isPresent()) {
        return wanted.get().equals("representation");
      }
      reader.skipPast(',');
    }
    return false;
  }

  private static Optional<String> returnValue(FieldReader reader) {
    reader.skipBlanks();
    Optional<String> name = reader.token().map(token -> token.toLowerCase(Locale.ROOT));
    reader.skipBlanks();
    if (!name.equals(Optional.of("return")) || !reader.take("=")) {
      return Optional.empty();
    }
    reader.skipBlanks();
    return reader.token().or(reader::quotedString);
  }
}
