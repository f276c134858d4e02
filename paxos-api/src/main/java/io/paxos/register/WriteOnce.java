package io.paxos.register;

import java.util.Optional;

/**
 * The write-once distributed switch: empty until somebody writes it, and the same for ever after.
 * Of any number of concurrent writers exactly one succeeds. Thread-safe; the methods block.
 *
 * <p>Source: Rystsov, <em>Write-once distributed switch</em>.
 */
public final class WriteOnce<T> {
  private final Register<T> register;

  /** The switch kept in this register, which must not be written in any other way. */
  public WriteOnce(Register<T> register) {
    this.register = register;
  }

  /**
   * Writes if nobody has. Committed for the one who wins; rejected, with the chosen value, for all
   * others, and for the winner's later writes.
   */
  public Outcome<T> set(T value) {
    return register.change(setting(value));
  }

  /** The change function of {@link #set}. */
  public static <T> Change<T> setting(T value) {
    return current ->
        current.value().isEmpty()
            ? Decision.write(value)
            : Decision.decline("the switch is already set");
  }

  /**
   * The chosen value; empty until written.
   *
   * @throws NotAppliedException if no quorum answers in time
   */
  public Optional<T> read() {
    return register.read().value();
  }
}
