package io.paxos.protocol;

import java.util.UUID;

/**
 * The identity of one acceptor's memory, drawn at random when its database is initialised.
 *
 * <p>A promise is worth as much as the memory that keeps it, so this, and not the acceptor's name
 * or address, is what votes: a wiped or swapped disk is not the acceptor that promised.
 */
public record StoreId(UUID value) implements Comparable<StoreId> {
  /** A fresh identity. */
  public static StoreId random() {
    return new StoreId(UUID.randomUUID());
  }

  /**
   * @throws IllegalArgumentException if the text is not a UUID
   */
  public static StoreId parse(String text) {
    try {
      return new StoreId(UUID.fromString(text));
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException("store id \"" + text + "\" is not a UUID", malformed);
    }
  }

  @Override
  public int compareTo(StoreId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
