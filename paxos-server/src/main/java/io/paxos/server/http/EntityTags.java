package io.paxos.server.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The value of {@code If-Match} or {@code If-None-Match}: any tag, or one of a list. */
sealed interface EntityTags {
  /** {@code *}: whichever tag the current value has, if there is a value. */
  record Any() implements EntityTags {
    @Override
    public String toString() {
      return "*";
    }
  }

  /**
   * One of these.
   *
   * @param tags at least one
   */
  record Listed(List<EntityTag> tags) implements EntityTags {
    public Listed {
      tags = List.copyOf(tags);
    }

    @Override
    public String toString() {
      return tags.stream().map(EntityTag::toString).collect(Collectors.joining(", "));
    }
  }

  /**
   * The condition that these lines of one header field make together (RFC 9110, sections 5.2 and
   * 5.6.1: several lines are one list, and a list may have empty elements).
   *
   * @return empty if there is no line
   * @throws IllegalArgumentException if they are neither {@code *} nor a list of entity tags
   */
  static Optional<EntityTags> parse(String field, List<String> lines) {
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    String combined = String.join(", ", lines).strip();
    return Optional.of(combined.equals("*") ? new Any() : new Listed(list(field, combined)));
  }

  private static List<EntityTag> list(String field, String text) {
    List<EntityTag> tags = new ArrayList<>();
    FieldReader reader = new FieldReader(text);
    boolean separated = true;
    while (!reader.isAtEnd()) {
      reader.skipBlanks();
      if (reader.take(",")) {
        separated = true;
      } else if (!reader.isAtEnd()) {
        boolean weak = reader.take("W/");
        Optional<String> opaque = reader.opaque();
        if (!separated || opaque.isEmpty()) {
          throw malformed(field, text);
        }
        tags.add(new EntityTag(weak, opaque.get()));
        separated = false;
      }
    }
    if (tags.isEmpty()) {
      throw malformed(field, text);
    }
    return tags;
  }

  private static IllegalArgumentException malformed(String field, String text) {
    return new IllegalArgumentException(
        "%s: %s is neither * nor a list of entity tags such as \"7\"".formatted(field, text));
  }
}
