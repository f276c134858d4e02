package io.paxos.protocol;

/**
 * The name of an acceptor as people use it. Votes are counted by {@link StoreId}, not by name.
 *
 * @param name 1 to 64 characters of {@code A-Z a-z 0-9 . _ -}
 */
public record AcceptorId(String name) implements Comparable<AcceptorId> {
  /**
   * @throws IllegalArgumentException if the name breaks its rule
   */
  public AcceptorId {
    Names.requireValid("acceptor", name);
  }

  @Override
  public int compareTo(AcceptorId other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name;
  }
}
