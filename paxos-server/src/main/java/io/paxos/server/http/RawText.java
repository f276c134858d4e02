package io.paxos.server.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The text behind the raw characters of a request target: percent-decoded exactly once, and nothing
 * else. A plus is a plus, two slashes are two, and dots are not folded.
 */
final class RawText {
  private static final String UNRESERVED_AND_DELIMITERS = "-._~!$&'()*+,;=:@/";

  private RawText() {}

  /**
   * Decodes strictly. A byte above 127 that the client did not encode counts as if it had.
   *
   * @param raw one character per byte, as on the wire
   * @throws IllegalArgumentException if an escape is not {@code %} and two hexadecimal digits, a
   *     character may not stand in a request target, or the bytes are not UTF-8
   */
  static String decode(String raw) {
    return isLiteral(raw) ? raw : decodeBytes(raw);
  }

  private static String decodeBytes(String raw) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char one = raw.charAt(i);
      if (one == '%') {
        bytes.write(escaped(raw, i));
        i += 2;
      } else {
        bytes.write(plain(one));
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException invalid) {
      throw new IllegalArgumentException("\"" + raw + "\" does not decode to UTF-8", invalid);
    }
  }

  /**
   * The parameters of a query.
   *
   * @param raw what follows the question mark, or nothing
   * @throws IllegalArgumentException if a parameter is not among those known, or is given twice, or
   *     cannot be decoded
   */
  static Map<String, String> query(String raw, Set<String> known) {
    if (raw.isEmpty()) {
      return Map.of();
    }
    Map<String, String> parameters = new HashMap<>();
    for (String pair : raw.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = decode(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "query parameter \"%s\" is unknown here; a question mark in a key is written %%3F"
                .formatted(name));
      }
      if (parameters.put(name, value) != null) {
        throw new IllegalArgumentException("query parameter \"" + name + "\" is given twice");
      }
    }
    return parameters;
  }

  /** The same raw text as a valid URI reference: what must be escaped and is not, is. */
  static String uri(String raw) {
    StringBuilder uri = new StringBuilder(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char one = raw.charAt(i);
      boolean literal = one == '%' ? isEscape(raw, i) : one < 0x80 && isAllowedLiterally(one);
      if (literal) {
        uri.append(one);
      } else {
        uri.append("%%%02X".formatted(one & 0xff));
      }
    }
    return uri.toString();
  }

  private static int escaped(String raw, int at) {
    if (!isEscape(raw, at)) {
      String broken = raw.substring(at, Math.min(at + 3, raw.length()));
      throw new IllegalArgumentException(
          "\"%s\" is not a percent sign and two hexadecimal digits; a percent sign itself is written %%25"
              .formatted(broken));
    }
    return Integer.parseInt(raw, at + 1, at + 3, 16);
  }

  private static boolean isEscape(String raw, int at) {
    return at + 2 < raw.length()
        && Character.digit(raw.charAt(at + 1), 16) >= 0
        && Character.digit(raw.charAt(at + 2), 16) >= 0;
  }

  private static int plain(char one) {
    if (one < 0x20 || one == 0x7f || one == '#' || one > 0xff) {
      throw new IllegalArgumentException(
          "character 0x%02X may not stand in a path or query unless it is percent-encoded"
              .formatted((int) one));
    }
    return one;
  }

  /** Whether it means what it says, as most names do. */
  private static boolean isLiteral(String raw) {
    for (int i = 0; i < raw.length(); i++) {
      if (!isAllowedLiterally(raw.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAllowedLiterally(char one) {
    return (one >= '0' && one <= '9')
        || (one >= 'A' && one <= 'Z')
        || (one >= 'a' && one <= 'z')
        || UNRESERVED_AND_DELIMITERS.indexOf(one) >= 0;
  }
}
