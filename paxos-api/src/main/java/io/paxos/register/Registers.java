package io.paxos.register;

/** Where an application gets its registers from. Thread-safe. */
public interface Registers {
  /**
   * The register of this name.
   *
   * @param name 1 to 1024 bytes of UTF-8, any character
   * @throws IllegalArgumentException if the name breaks its rule
   */
  <T> Register<T> register(String name, Codec<T> codec);

  /**
   * The write-once switch of this name. Switches and registers have name spaces of their own.
   *
   * @throws IllegalArgumentException if the name breaks its rule
   */
  <T> WriteOnce<T> writeOnce(String name, Codec<T> codec);

  /**
   * The register of this name as a variable.
   *
   * @throws IllegalArgumentException if the name breaks its rule
   */
  default <T> Variable<T> variable(String name, Codec<T> codec) {
    return new Variable<>(register(name, codec));
  }
}
