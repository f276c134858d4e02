package io.paxos.proposer;

import io.paxos.protocol.Ballot;
import io.paxos.protocol.Key;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The promises that save phase one, for the keys used last. Thread-safe.
 *
 * <p>A promise is taken out to be used and is gone then; only a new clean accept quorum makes
 * another (rule R3). So whatever happens to a round, no second proposal can be made under its
 * ballot.
 */
public final class PromiseCache {
  private final Map<Key, CachedPromise> promises;

  /** A cache for so many keys. */
  public PromiseCache(int capacity) {
    // In the order of their last use.
    this.promises =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Key, CachedPromise> eldest) {
            return size() > capacity;
          }
        };
  }

  /** Keeps a promise until it is taken, replaced, or pushed out by those of other keys. */
  public synchronized void put(CachedPromise promise) {
    promises.put(promise.key(), promise);
  }

  /** Drops the promise for a key. */
  public synchronized void drop(Key key) {
    promises.remove(key);
  }

  /**
   * Drops the promise for a key if it is for a smaller ballot than this one.
   *
   * @return whether none is kept for it now
   */
  public synchronized boolean dropBelow(Key key, Ballot ballot) {
    CachedPromise kept = promises.get(key);
    boolean outbid = kept == null || kept.ballot().compareTo(ballot) < 0;
    if (outbid) {
      promises.remove(key);
    }
    return outbid;
  }

  /** Takes out the promise for a key; one of another era is dropped. */
  public synchronized Optional<Prepared> take(Key key, long era) {
    CachedPromise promise = promises.remove(key);
    return promise == null ? Optional.empty() : promise.in(era);
  }
}
