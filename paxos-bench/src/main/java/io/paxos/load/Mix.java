package io.paxos.load;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/** How many of a hundred operations are of which kind. Immutable. */
record Mix(Map<Kind, Integer> percentages) {
  private static final int WHOLE = 100;

  /**
   * A mix.
   *
   * @throws IllegalArgumentException if a percentage is negative, or they are not 100 together
   */
  Mix {
    percentages = Map.copyOf(percentages);
    int sum = percentages.values().stream().mapToInt(Integer::intValue).sum();
    if (sum != WHOLE || percentages.values().stream().anyMatch(percentage -> percentage < 0)) {
      throw new IllegalArgumentException(
          "the percentages %s are %d together, not %d".formatted(percentages, sum, WHOLE));
    }
  }

  /**
   * Reads {@code read=50,write=50}.
   *
   * @throws IllegalArgumentException if it is not of that form, or not a mix
   */
  static Mix parse(String text) {
    Map<Kind, Integer> percentages = new EnumMap<>(Kind.class);
    for (String part : text.split(",", -1)) {
      String[] sides = part.split("=", -1);
      if (sides.length != 2 || !sides[1].matches("[0-9]{1,3}")) {
        throw new IllegalArgumentException(
            "\"%s\" of the mix \"%s\" is not KIND=PERCENTAGE".formatted(part, text));
      }
      if (percentages.put(Kind.of(sides[0].strip()), Integer.valueOf(sides[1])) != null) {
        throw new IllegalArgumentException(
            "%s is twice in the mix \"%s\"".formatted(sides[0], text));
      }
    }
    return new Mix(percentages);
  }

  boolean contains(Kind kind) {
    return percentages.getOrDefault(kind, 0) > 0;
  }

  /** The kind of a number drawn evenly from 0..99. */
  Kind at(int drawn) {
    int passed = 0;
    for (Kind kind : Kind.values()) {
      passed += percentages.getOrDefault(kind, 0);
      if (drawn < passed) {
        return kind;
      }
    }
    throw new IllegalArgumentException(drawn + " is not below " + WHOLE);
  }

  @Override
  public String toString() {
    return new EnumMap<>(percentages)
        .entrySet().stream()
            .map(entry -> entry.getKey().word() + "=" + entry.getValue())
            .collect(Collectors.joining(","));
  }
}
