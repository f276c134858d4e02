package io.paxos.server.http;

import io.paxos.protocol.OperationId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The value of {@code Idempotency-Key}: the name of a change, by which a retry through any node is
 * recognised. A string in quotes (RFC 8941, section 3.3.3), or the bare text.
 */
public final class IdempotencyKey {
  /** The header of an answer that repeats the first outcome of a change. */
  public static final String REPLAYED = "Idempotency-Replayed";

  // No comma: two header lines that a proxy has joined are not one key.
  private static final Pattern BARE = Pattern.compile("[\\x21-\\x7e&&[^\",;\\\\]]+");

  private IdempotencyKey() {}

  /**
   * The operation that the call names.
   *
   * @throws IllegalArgumentException if it names several, or the name breaks its rule
   */
  public static Optional<OperationId> of(Call call) {
    return parse(call.header("Idempotency-Key"));
  }

  static Optional<OperationId> parse(List<String> lines) {
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    if (lines.size() > 1) {
      throw new IllegalArgumentException("Idempotency-Key is given more than once: " + lines);
    }
    String text = lines.get(0).strip();
    if (BARE.matcher(text).matches()) {
      return Optional.of(new OperationId(text));
    }
    FieldReader reader = new FieldReader(text);
    Optional<String> quoted = reader.quotedString();
    if (quoted.isEmpty() || !reader.isAtEnd()) {
      throw new IllegalArgumentException(
          "Idempotency-Key: %s is neither a string in quotes nor bare text without quotes, commas, semicolons and backslashes"
              .formatted(text));
    }
    return quoted.map(OperationId::new);
  }
}
