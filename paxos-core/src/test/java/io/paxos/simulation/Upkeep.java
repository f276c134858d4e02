package io.paxos.simulation;

import io.paxos.driver.upkeep.UpkeepSettings;
import java.time.Duration;

/**
 * How the nodes of a run look after their cluster.
 *
 * @param settings of every node
 * @param collects whether what was deleted is collected
 * @param spares how many nodes there are beside the first acceptors
 * @param operators how many people change membership, 0 or more
 * @param maxPause between two wishes of one of them
 * @param named how many operations have ids; a tombstone that remembers one is kept for long
 */
record Upkeep(
    UpkeepSettings settings,
    boolean collects,
    int spares,
    int operators,
    Duration maxPause,
    double named) {
  private static final double NAMED = 0.6;

  /** Nobody looks after anything. */
  static final Upkeep NONE = new Upkeep(UpkeepSettings.DEFAULT, false, 0, 0, Duration.ZERO, NAMED);

  /** Longer than any client goes on asking in the time of faults, by any clock. */
  private static final Duration OPERATIONS_KEPT = Duration.ofSeconds(10);

  /**
   * What a seed brings: most of them nothing, because faults that happen at once hide each other.
   */
  static Upkeep of(Dice.Stream luck) {
    boolean changes = luck.isLucky(0.12);
    boolean collects = luck.isLucky(changes ? 0.4 : 0.08);
    if (!changes && !collects) {
      return NONE;
    }
    return new Upkeep(
        settings(luck),
        collects,
        changes ? 1 + (int) luck.below(3) : 0,
        changes ? 1 + (int) luck.below(2) : 0,
        Duration.ofMillis(20 + luck.below(120)),
        collects ? (luck.isLucky(0.7) ? 0 : 0.1) : NAMED);
  }

  /** Whether anything is looked after. */
  boolean isDone() {
    return collects || operators > 0;
  }

  private static UpkeepSettings settings(Dice.Stream luck) {
    Duration beat = Duration.ofMillis(15 + luck.below(45));
    return new UpkeepSettings(
        beat,
        // A few rounds must fit into it, or nothing ever gets done.
        beat.plusMillis(80 + luck.below(150)),
        Duration.ofMillis(30 + luck.below(40)),
        0.3 + 0.7 * luck.nextDouble(),
        1 + (int) luck.below(4),
        Duration.ofMillis(2 + luck.below(20)),
        20_000,
        OPERATIONS_KEPT);
  }
}
