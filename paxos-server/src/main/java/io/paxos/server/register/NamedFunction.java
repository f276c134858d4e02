package io.paxos.server.register;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paxos.protocol.Value;
import io.paxos.register.Decision;
import io.paxos.server.http.Problem;
import io.paxos.server.http.ProblemException;
import io.paxos.server.http.ProblemType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * A change function that has a name, for clients to run where the state is: one round trip, however
 * many clients do the same. Integers are kept as decimal text, which a person can read.
 */
sealed interface NamedFunction {
  /**
   * What it makes of the current value.
   *
   * @throws ProblemException if it does not apply to that value
   */
  Decision<Value> apply(Optional<Value> current);

  /** Adds to an integer; to 0 if there is no value. */
  record Increment(long by) implements NamedFunction {
    @Override
    public Decision<Value> apply(Optional<Value> current) {
      long before = current.map(NamedFunction::integer).orElse(0L);
      try {
        return Decision.write(text(Math.addExact(before, by)));
      } catch (ArithmeticException overflow) {
        throw inapplicable("%d and %d are more than 64 bits hold".formatted(before, by));
      }
    }
  }

  /** Lowers an integer to this one at most. */
  record Min(long value) implements NamedFunction {
    @Override
    public Decision<Value> apply(Optional<Value> current) {
      boolean holds = current.isPresent() && integer(current.get()) <= value;
      return holds ? Decision.keep() : Decision.write(text(value));
    }
  }

  /** Raises an integer to this one at least. */
  record Max(long value) implements NamedFunction {
    @Override
    public Decision<Value> apply(Optional<Value> current) {
      boolean holds = current.isPresent() && integer(current.get()) >= value;
      return holds ? Decision.keep() : Decision.write(text(value));
    }
  }

  /** Adds text behind what is there, and leaves the media type as it is. */
  record Append(String value, int maxValueBytes) implements NamedFunction {
    @Override
    public Decision<Value> apply(Optional<Value> current) {
      byte[] before = current.map(Value::bytes).orElseGet(() -> new byte[0]);
      byte[] more = value.getBytes(StandardCharsets.UTF_8);
      requireLength(before.length + more.length, maxValueBytes);
      byte[] joined = new byte[before.length + more.length];
      System.arraycopy(before, 0, joined, 0, before.length);
      System.arraycopy(more, 0, joined, before.length, more.length);
      String mediaType = current.map(Value::mediaType).orElseGet(() -> Value.text("").mediaType());
      return Decision.write(Value.of(joined, mediaType));
    }
  }

  /** Writes text if there is no value, and keeps the one that is there. */
  record PutIfAbsent(String value, int maxValueBytes) implements NamedFunction {
    @Override
    public Decision<Value> apply(Optional<Value> current) {
      Value written = Value.text(value);
      requireLength(written.size(), maxValueBytes);
      return current.isPresent() ? Decision.keep() : Decision.write(written);
    }
  }

  /**
   * The function that a JSON object describes.
   *
   * @param maxValueBytes what it writes is at most so long
   * @throws IllegalArgumentException if there is no such function, or its arguments are not right
   */
  static NamedFunction of(JsonNode json, int maxValueBytes) {
    if (!(json instanceof ObjectNode object)) {
      throw new IllegalArgumentException("the body is not a JSON object with an \"op\"");
    }
    String op = object.path("op").isTextual() ? object.path("op").textValue() : "";
    return switch (op) {
      case "increment" -> new Increment(object.size() == 1 ? 1 : integer(object, "by"));
      case "min" -> new Min(integer(object, "value"));
      case "max" -> new Max(integer(object, "value"));
      case "append" -> new Append(text(object, "value"), maxValueBytes);
      case "put-if-absent" -> new PutIfAbsent(text(object, "value"), maxValueBytes);
      default ->
          throw new IllegalArgumentException(
              "\"op\": %s is not increment, append, min, max or put-if-absent"
                  .formatted(object.path("op")));
    };
  }

  private static long integer(ObjectNode object, String argument) {
    JsonNode value = argument(object, argument);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new IllegalArgumentException(
          "\"%s\": %s is not an integer of at most 64 bits".formatted(argument, value));
    }
    return value.longValue();
  }

  private static String text(ObjectNode object, String argument) {
    JsonNode value = argument(object, argument);
    if (!value.isTextual()) {
      throw new IllegalArgumentException("\"%s\": %s is not a string".formatted(argument, value));
    }
    return value.textValue();
  }

  /** The one argument that goes with the name; anything else is a mistake. */
  private static JsonNode argument(ObjectNode object, String argument) {
    List<String> unknown = new ArrayList<>();
    for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!name.equals("op") && !name.equals(argument)) {
        unknown.add(name);
      }
    }
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "%s: there is only \"%s\" beside \"op\"".formatted(unknown, argument));
    }
    return object.path(argument);
  }

  private static long integer(Value value) {
    try {
      return Long.parseLong(value.utf8());
    } catch (NumberFormatException other) {
      throw inapplicable("the value is not an integer of at most 64 bits in decimal text");
    }
  }

  private static void requireLength(int bytes, int maxValueBytes) {
    if (bytes > maxValueBytes) {
      throw new ProblemException(
          Problem.of(
              ProblemType.CONTENT_TOO_LARGE,
              "a value is at most %d bytes, this would be %d".formatted(maxValueBytes, bytes)));
    }
  }

  private static Value text(long number) {
    return Value.text(Long.toString(number));
  }

  private static ProblemException inapplicable(String detail) {
    return new ProblemException(Problem.of(ProblemType.INAPPLICABLE_FUNCTION, detail));
  }
}
