package io.paxos.protocol;

import java.util.Optional;

/**
 * What is agreed on: the value of a register, its revision, and how it came about.
 *
 * @param revision grows by exactly one with every change (rule R5); for a register that nobody has
 *     written, the greatest floor it is born over, usually 0
 * @param value empty in a tombstone, and before the first write
 */
public record RegisterState(long revision, Optional<Value> value, History history) {
  /**
   * @throws IllegalArgumentException if the revision is negative
   */
  public RegisterState {
    if (revision < 0) {
      throw new IllegalArgumentException("revision " + revision + " is negative");
    }
  }

  /** The state to which the first change is applied, when nothing is accepted anywhere. */
  public static RegisterState bornOver(long floor) {
    return new RegisterState(floor, Optional.empty(), History.bornOver(floor));
  }

  /** The length of the value; 0 if there is none. */
  public int valueBytes() {
    return value.isPresent() ? value.get().size() : 0;
  }
}
