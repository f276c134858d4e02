package io.paxos.driver;

import io.paxos.protocol.Key;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Keys with which something happened a moment ago. Thread-safe; the eldest are forgotten first. */
final class RecentKeys {
  private final Timers timers;
  private final long momentNanos;
  private final Map<Key, Long> seen;

  /**
   * No keys.
   *
   * @param moment how long ago is a moment
   * @param capacity how many keys are remembered
   */
  RecentKeys(Timers timers, Duration moment, int capacity) {
    this.timers = timers;
    this.momentNanos = moment.toNanos();
    this.seen =
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Key, Long> eldest) {
            return size() > capacity;
          }
        };
  }

  /** It happens now. */
  synchronized void add(Key key) {
    seen.remove(key);
    seen.put(key, timers.nanoTime());
  }

  /** Whether it happened a moment ago. */
  synchronized boolean contains(Key key) {
    Long last = seen.get(key);
    if (last == null) {
      return false;
    }
    boolean recent = timers.nanoTime() - last < momentNanos;
    if (!recent) {
      seen.remove(key);
    }
    return recent;
  }
}
