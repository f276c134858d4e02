package io.paxos.server.home;

import io.paxos.server.http.Endpoint;
import java.time.Duration;

/** Where requests for registers are served. */
@FunctionalInterface
public interface Placement {
  /** Every request where it arrives. */
  Placement HERE = (endpoint, maxBytes) -> endpoint;

  /**
   * The endpoint that serves a request here, or has it served.
   *
   * @param endpoint serves it here
   * @param maxBytes a longer body is refused before it is received
   */
  Endpoint of(Endpoint endpoint, int maxBytes);

  /**
   * Registers that several nodes change at their home.
   *
   * @param idle the longest silence between two pieces of a body
   */
  static Placement atHome(Homes homes, Forwarder forwarder, Duration idle) {
    return (endpoint, maxBytes) -> new AtHome(endpoint, homes, forwarder, maxBytes, idle);
  }
}
