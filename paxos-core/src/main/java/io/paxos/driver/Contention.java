package io.paxos.driver;

import io.paxos.protocol.Key;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The keys over which another proposer was in the way a moment ago. Thread-safe; bounded: the
 * eldest are forgotten first.
 */
final class Contention {
  private static final int CAPACITY = 10_000;
  private static final long MOMENT_NANOS = Duration.ofSeconds(1).toNanos();

  private final Timers timers;
  private final Map<Key, Long> conflicts =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Long> eldest) {
          return size() > CAPACITY;
        }
      };

  Contention(Timers timers) {
    this.timers = timers;
  }

  /** A round over this key has met a greater ballot. */
  synchronized void onConflict(Key key) {
    conflicts.remove(key);
    conflicts.put(key, timers.nanoTime());
  }

  /** Whether that was a moment ago. */
  synchronized boolean isContended(Key key) {
    Long last = conflicts.get(key);
    if (last == null) {
      return false;
    }
    boolean recent = timers.nanoTime() - last < MOMENT_NANOS;
    if (!recent) {
      conflicts.remove(key);
    }
    return recent;
  }
}
