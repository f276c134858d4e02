package io.paxos.server.cli;

/** How many threads talk with clients and other nodes, unless the settings say so. */
final class EventLoops {
  /** A setting of Quarkus. */
  static final String SETTING = "quarkus.vertx.event-loops-pool-size";

  private EventLoops() {}

  /**
   * Half as many as there are processors, and one at least: the threads of the database want some
   * as well, and what one event loop hands over to another costs both of them.
   */
  static int forProcessors(int processors) {
    return Math.max(1, processors / 2);
  }
}
