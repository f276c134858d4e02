package io.paxos.protocol;

import java.util.List;

/**
 * Asks an acceptor to raise its floor and to forget rows, which the floor makes safe. A request
 * like any other: it carries the era and the store it means.
 *
 * @param floor what the acceptor's floor is to be at least; 0 to leave it to the rows
 * @param rows what may be forgotten, no key twice
 */
public record Collect(long era, StoreId store, long floor, List<Forget> rows) {
  /**
   * A row that may be forgotten, if it is still the same.
   *
   * @param tombstone the ballot under which the tombstone is accepted that the row holds; {@link
   *     Ballot#ZERO} for a row that holds a promise and nothing accepted
   */
  public record Forget(Key key, Ballot tombstone) {}

  /**
   * @throws IllegalArgumentException if the floor is negative or a key is named twice
   */
  public Collect {
    rows = List.copyOf(rows);
    if (floor < 0) {
      throw new IllegalArgumentException("floor " + floor + " is negative");
    }
    if (rows.stream().map(Forget::key).distinct().count() < rows.size()) {
      throw new IllegalArgumentException("a key is named twice in " + rows);
    }
  }
}
