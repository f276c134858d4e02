package io.paxos.register;

/** What a {@link Change} wants done with the register it was shown. */
public sealed interface Decision<T> {
  /** Write this value. */
  record Write<T>(T value) implements Decision<T> {}

  /** Delete the value. A register without one stays as it is. */
  record Delete<T>() implements Decision<T> {}

  /** Leave the register as it is; the outcome is committed all the same. */
  record Keep<T>() implements Decision<T> {}

  /**
   * Leave the register as it is; the outcome is rejected.
   *
   * @param reason for people
   */
  record Decline<T>(String reason) implements Decision<T> {}

  static <T> Decision<T> write(T value) {
    return new Write<>(value);
  }

  static <T> Decision<T> delete() {
    return new Delete<>();
  }

  static <T> Decision<T> keep() {
    return new Keep<>();
  }

  static <T> Decision<T> decline(String reason) {
    return new Decline<>(reason);
  }
}
