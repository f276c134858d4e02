package io.paxos.driver.upkeep;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * How long things have been there that are looked at pass by pass, measured by a monotonic clock.
 * Bounded: what does not fit is new every time. Confined to one pass after the other.
 */
final class Seen<T> {
  private static final int MAX = 100_000;

  private Map<T, Long> before = new HashMap<>();
  private Map<T, Long> now = new HashMap<>();

  /** Since when it has been there, in every pass; empty if it is new in this one. */
  OptionalLong ageNanos(T thing, long nanoTime) {
    Long first = before.get(thing);
    if (now.size() < MAX) {
      now.put(thing, first == null ? nanoTime : first);
    }
    return first == null ? OptionalLong.empty() : OptionalLong.of(nanoTime - first);
  }

  /** A pass is over: what was not there in it is forgotten. */
  void endPass() {
    before = now;
    now = new HashMap<>();
  }
}
