package io.paxos.wan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The time to another node and back, for every two of three. Immutable.
 *
 * @param pairs of the nodes 0 and 1, 0 and 2, 1 and 2
 */
record RoundTrips(List<Duration> pairs) {
  static final int NODES = 3;

  private static final double NANOS_PER_MILLI = 1e6;
  private static final double MAX_MILLIS = 1_000;

  RoundTrips {
    pairs = List.copyOf(pairs);
    if (pairs.size() != NODES) {
      throw new IllegalArgumentException(
          pairs + " are not the round trips of n1 and n2, n1 and n3, n2 and n3");
    }
  }

  /**
   * Reads milliseconds such as {@code 21.8,169,189.2}.
   *
   * @throws IllegalArgumentException if it is not of that form, or a number is not in 0..1000
   */
  static RoundTrips parse(String text) {
    List<Duration> pairs = new ArrayList<>();
    for (String number : text.split(",", -1)) {
      pairs.add(Duration.ofNanos(Math.round(millis(text, number) * NANOS_PER_MILLI)));
    }
    return new RoundTrips(pairs);
  }

  private static double millis(String text, String number) {
    try {
      double millis = Double.parseDouble(number.strip());
      if (millis >= 0 && millis <= MAX_MILLIS) {
        return millis;
      }
    } catch (NumberFormatException malformed) {
      // It is told below.
    }
    throw new IllegalArgumentException(
        "\"%s\" in \"%s\" is not a number of milliseconds in 0..1000".formatted(number, text));
  }

  /** Between two different nodes, numbered from 0. */
  Duration between(int one, int other) {
    return pairs.get(one + other - 1);
  }

  /** From a node to the nearest other one: with its own acceptor that is a quorum. */
  Duration toQuorum(int node) {
    return IntStream.range(0, NODES)
        .filter(other -> other != node)
        .mapToObj(other -> between(node, other))
        .min(Duration::compareTo)
        .orElseThrow();
  }
}
