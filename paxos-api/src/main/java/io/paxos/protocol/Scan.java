package io.paxos.protocol;

import java.util.Optional;

/**
 * Asks for a page of an acceptor's rows in the order of their keys, bare rows included. A request
 * like any other: it carries the era and the store it means.
 *
 * @param after the key before the page; empty for the first page
 * @param limit how many rows at most, 1 or more
 */
public record Scan(long era, StoreId store, Optional<Key> after, int limit) {
  /**
   * @throws IllegalArgumentException if the limit is not positive
   */
  public Scan {
    if (limit < 1) {
      throw new IllegalArgumentException("limit " + limit + " is not 1 or more");
    }
  }
}
