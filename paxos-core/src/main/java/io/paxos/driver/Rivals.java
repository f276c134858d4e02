package io.paxos.driver;

import io.paxos.protocol.Key;
import java.time.Duration;
import java.util.OptionalLong;

/** What is known of other proposers that change the same registers: hints only. Thread-safe. */
final class Rivals {
  private static final Duration MOMENT = Duration.ofSeconds(1);
  private static final int FEW_KEYS = 10_000;

  /** So long a register is thought to be shared after nothing more was heard of the others. */
  private static final Duration MEMORY = Duration.ofMinutes(1);

  private static final int MANY_KEYS = 100_000;

  private final RecentKeys conflicts;
  private final RecentKeys writes;

  Rivals(Timers timers) {
    this.conflicts = new RecentKeys(timers, MOMENT, FEW_KEYS);
    this.writes = new RecentKeys(timers, MEMORY, MANY_KEYS);
  }

  /** A round over this key has met a greater ballot. */
  void onConflict(Key key) {
    conflicts.put(key, 0);
  }

  /** Another proposer was overheard to have this revision accepted. */
  void onWrite(Key key, long revision) {
    writes.put(key, revision);
  }

  /** This proposer was given the promise for its next round over this key. */
  void onPromise(Key key) {
    writes.remove(key);
  }

  /** Whether another proposer was in the way of a round in the last second. */
  boolean wereInTheWay(Key key) {
    return conflicts.get(key).isPresent();
  }

  /** What another proposer wrote last, if this one has not been promised the key since. */
  OptionalLong lastWrite(Key key) {
    return writes.get(key);
  }
}
