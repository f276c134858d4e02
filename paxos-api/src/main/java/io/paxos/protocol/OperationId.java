package io.paxos.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The name that a client gives to one change, so that a retry through any node is recognised.
 *
 * <p>A UUID of version 7 (RFC 9562) is <em>ordered</em>: the time of its making comes first. An
 * ordered id is never applied twice, however late the retry: once a register has forgotten ids, one
 * that is not above the greatest forgotten is answered with an unknown outcome. The clock that made
 * it decides nothing about safety; one that is behind costs such an answer. Every other id is
 * recognised only while the register remembers it, see {@link Operations}.
 *
 * @param text 1 to 128 characters of visible ASCII
 */
public record OperationId(String text) {
  private static final Pattern ALLOWED = Pattern.compile("[\\x21-\\x7e]{1,128}");
  private static final Pattern UUID_7 =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");

  /**
   * @throws IllegalArgumentException if the text is empty, longer than 128 characters, or has a
   *     character that is not visible ASCII
   */
  public OperationId {
    if (!ALLOWED.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "operation id \"" + text + "\" is not 1 to 128 characters of visible ASCII");
    }
    String lower = text.toLowerCase(Locale.ROOT);
    text = UUID_7.matcher(lower).matches() ? lower : text;
  }

  /** Whether it is a UUID of version 7. */
  public boolean isOrdered() {
    return UUID_7.matcher(text).matches();
  }

  /**
   * 128 bits that stand for this id: an ordered id's own, with version 7, or a name-based UUID's,
   * with version 3.
   */
  UUID fingerprint() {
    return isOrdered()
        ? UUID.fromString(text)
        : UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public String toString() {
    return text;
  }
}
