package io.paxos.protocol;

import java.util.Optional;

/**
 * Who an acceptor is and which configuration it has installed.
 *
 * @param store its memory
 * @param installed empty before the first configuration (era 0)
 */
public record Identity(StoreId store, Optional<Configuration> installed) {
  /** The era that the acceptor is in. */
  public long era() {
    return installed.isPresent() ? installed.get().era() : 0;
  }
}
