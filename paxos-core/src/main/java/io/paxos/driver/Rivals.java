package io.paxos.driver;

import io.paxos.protocol.Key;
import java.time.Duration;

/** What is known of other proposers that change the same registers: hints only. Thread-safe. */
final class Rivals {
  private final RecentKeys conflicts;
  private final RecentKeys neighbours;

  Rivals(Timers timers) {
    this.conflicts = new RecentKeys(timers, Duration.ofSeconds(1), 10_000);
    this.neighbours = new RecentKeys(timers, Duration.ofSeconds(10), 50_000);
  }

  /** A round over this key has met a greater ballot. */
  void onConflict(Key key) {
    conflicts.add(key);
  }

  /** Another proposer was overheard to be at work on this key. */
  void onOverheard(Key key) {
    neighbours.add(key);
  }

  /** Whether another proposer was in the way of a round in the last second. */
  boolean wereInTheWay(Key key) {
    return conflicts.contains(key);
  }

  /** Whether another proposer was at work on this key in the last ten seconds. */
  boolean wereAtWork(Key key) {
    return neighbours.contains(key) || conflicts.contains(key);
  }
}
