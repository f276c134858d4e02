package io.paxos.protocol;

import java.util.List;

/**
 * Requests that travel together to one acceptor and are decided in order.
 *
 * @param era the era of the configuration that the sender acts under
 * @param store the memory that the sender means
 * @param requests at least one
 */
public record Batch(long era, StoreId store, List<Request<?>> requests) {
  /**
   * @throws IllegalArgumentException if there is no request or the era is negative
   */
  public Batch {
    requests = List.copyOf(requests);
    if (requests.isEmpty()) {
      throw new IllegalArgumentException("a batch has at least one request");
    }
    if (era < 0) {
      throw new IllegalArgumentException("era " + era + " is negative");
    }
  }
}
