package io.paxos.history;

import io.paxos.history.Operation.Maybe;
import io.paxos.history.Operation.NoEffect;
import io.paxos.history.Operation.Saw;
import io.paxos.history.Operation.Wrote;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A history as JSON lines, an object for each operation, for checkers written by others.
 *
 * <ul>
 *   <li>{@code key}: the run and the register, so that no two runs share a key
 *   <li>{@code client}, and {@code op}: {@code read}, {@code write}, {@code cas}, {@code delete}
 *   <li>{@code start}, {@code end}: moments, no two alike; {@code end} is null for what is unknown
 *   <li>{@code outcome}: {@code ok}; {@code rejected}, by its condition; {@code none}, it had and
 *       will have no effect; {@code unknown}, it took effect once or never, or will
 *   <li>{@code version}: the revision that it made, or saw; 0 is that of a register never written
 *   <li>{@code value}: what it was to write, or what a read saw; null for a delete, and for a read
 *       that found nothing
 *   <li>{@code expect}: the revision on condition of which a {@code cas} writes
 *   <li>{@code seen}: the value at {@code version} that a rejected operation saw
 * </ul>
 */
public final class JsonLines {
  private JsonLines() {}

  /** One line, without its end. */
  public static String of(String run, Operation operation) {
    Call call = operation.call();
    StringBuilder line = new StringBuilder(160);
    line.append("{\"key\":").append(quoted(run + "/" + call.key().text()));
    line.append(",\"client\":").append(quoted(call.client()));
    line.append(",\"op\":").append(quoted(name(call.kind())));
    line.append(",\"start\":").append(operation.start());
    line.append(",\"end\":").append(isUnknown(operation) ? "null" : operation.end());
    line.append(",\"outcome\":").append(quoted(outcome(operation)));
    line.append(",\"version\":").append(orNull(version(operation)));
    line.append(",\"value\":").append(orNull(value(operation)));
    line.append(",\"expect\":").append(orNull(call.expect()));
    if (call.writes() && operation.result() instanceof Saw saw) {
      line.append(",\"seen\":").append(orNull(saw.value()));
    }
    return line.append('}').toString();
  }

  private static String name(Call.Kind kind) {
    return kind == Call.Kind.COMPARE_AND_SET ? "cas" : kind.name().toLowerCase(Locale.ROOT);
  }

  private static boolean isUnknown(Operation operation) {
    return operation.result() instanceof Maybe;
  }

  private static String outcome(Operation operation) {
    if (operation.result() instanceof Wrote) {
      return "ok";
    }
    if (operation.result() instanceof Saw) {
      return operation.call().writes() ? "rejected" : "ok";
    }
    return operation.result() instanceof NoEffect ? "none" : "unknown";
  }

  private static OptionalLong version(Operation operation) {
    if (operation.result() instanceof Wrote wrote) {
      return OptionalLong.of(wrote.revision());
    }
    return operation.result() instanceof Saw saw
        ? OptionalLong.of(saw.revision())
        : OptionalLong.empty();
  }

  private static Optional<String> value(Operation operation) {
    boolean reads = !operation.call().writes() && operation.result() instanceof Saw;
    return reads ? ((Saw) operation.result()).value() : operation.call().written();
  }

  private static String orNull(OptionalLong number) {
    return number.isPresent() ? Long.toString(number.getAsLong()) : "null";
  }

  private static String orNull(Optional<String> text) {
    return text.map(JsonLines::quoted).orElse("null");
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ') {
        quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
