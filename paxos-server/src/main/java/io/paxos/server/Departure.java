package io.paxos.server;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Whether this node was told to stop: for a moment it still serves, but others had better not rely
 * on it.
 */
@Singleton
final class Departure {
  private volatile boolean begun;

  void onDelay(@Observes ShutdownDelayInitiatedEvent event) {
    begun = true;
  }

  boolean hasBegun() {
    return begun;
  }
}
