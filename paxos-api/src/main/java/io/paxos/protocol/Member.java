package io.paxos.protocol;

/**
 * An acceptor as a configuration names it.
 *
 * @param id its name
 * @param address where it is reached: {@code http://host:port} or a {@code jdbc:} URL; no spaces
 * @param store the memory that votes
 */
public record Member(AcceptorId id, String address, StoreId store) {
  /**
   * @throws IllegalArgumentException if the address is empty or has white space
   */
  public Member {
    if (address.isEmpty() || address.chars().anyMatch(Character::isWhitespace)) {
      throw new IllegalArgumentException(
          "address \"" + address + "\" of acceptor " + id + " is empty or has white space");
    }
  }
}
