package io.paxos.load;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/**
 * How a workload is put on nodes.
 *
 * @param connections clients, each of which asks one thing at a time
 * @param rate arrivals a second, at fixed times; without it each client asks again as soon as it is
 *     answered
 * @param pinned whether a client stays with its node after an error
 * @param timeout of one request
 */
record Plan(
    Workload workload,
    List<Node> nodes,
    int connections,
    OptionalInt rate,
    Duration warmup,
    Duration duration,
    Duration timeout,
    boolean pinned) {
  private static final int MAX_CONNECTIONS = 10_000;
  private static final int MAX_RATE = 1_000_000;

  /**
   * A plan.
   *
   * @throws IllegalArgumentException if a number is out of its range
   */
  Plan {
    nodes = List.copyOf(nodes);
    Workload.requireRange("--connections", connections, 1, MAX_CONNECTIONS);
    if (rate.isPresent()) {
      Workload.requireRange("--rate", rate.getAsInt(), 1, MAX_RATE);
    }
    if (duration.isZero() || timeout.isZero()) {
      throw new IllegalArgumentException("--duration and --timeout must be longer than 0");
    }
  }
}
