package io.paxos.driver;

import io.paxos.protocol.Key;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Keys with which something happened a moment ago, and a number for each. Thread-safe; those are
 * forgotten first that nobody has told of or asked for the longest.
 */
final class RecentKeys {
  private final Timers timers;
  private final long momentNanos;
  private final Map<Key, Event> events;

  private record Event(long nanoTime, long number) {}

  /**
   * No keys.
   *
   * @param moment how long ago is a moment
   * @param capacity how many keys are remembered
   */
  RecentKeys(Timers timers, Duration moment, int capacity) {
    this.timers = timers;
    this.momentNanos = moment.toNanos();
    // In the order of their last use.
    this.events =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Key, Event> eldest) {
            return size() > capacity;
          }
        };
  }

  /** It happens now, with this number. */
  synchronized void put(Key key, long number) {
    events.put(key, new Event(timers.nanoTime(), number));
  }

  /** It is over. */
  synchronized void remove(Key key) {
    events.remove(key);
  }

  /** The last number, if that was a moment ago. */
  synchronized OptionalLong get(Key key) {
    Event last = events.get(key);
    if (last == null) {
      return OptionalLong.empty();
    }
    if (timers.nanoTime() - last.nanoTime() < momentNanos) {
      return OptionalLong.of(last.number());
    }
    events.remove(key);
    return OptionalLong.empty();
  }
}
