package io.paxos.protocol;

import java.util.Optional;

/**
 * Asks for a page of an acceptor's rows in the order of their keys, bare rows included. A request
 * like any other: it carries the era and the store it means.
 *
 * @param after the key before the page; empty for the first page
 * @param limit how many rows at most, 1 or more
 * @param scope which rows
 */
public record Scan(long era, StoreId store, Optional<Key> after, int limit, Scope scope) {
  /** Which rows a page has. */
  public enum Scope {
    /** Every row. */
    ALL,
    /** Tombstones, and rows that hold a promise and nothing accepted. */
    COLLECTABLE
  }

  /**
   * @throws IllegalArgumentException if the limit is not positive
   */
  public Scan {
    if (limit < 1) {
      throw new IllegalArgumentException("limit " + limit + " is not 1 or more");
    }
  }
}
