package io.paxos.load;

import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * What is to be done, and to what.
 *
 * @param keys how many there are
 * @param skew exponent of Zipf's law by which keys are chosen; 0 chooses all equally often
 * @param valueBytes size of the values written
 * @param prefix of all keys
 */
record Workload(Mix mix, int keys, double skew, int valueBytes, long seed, String prefix) {
  private static final int MAX_KEYS = 10_000_000;
  private static final int MAX_VALUE_BYTES = 1 << 20;

  /**
   * A workload.
   *
   * @throws IllegalArgumentException if a number is out of its range
   */
  Workload {
    requireRange("--keys", keys, 1, MAX_KEYS);
    requireRange("--value-size", valueBytes, 0, MAX_VALUE_BYTES);
    boolean possible = skew >= 0 && skew <= 10;
    if (!possible) {
      throw new IllegalArgumentException("--skew " + skew + " is not in 0..10");
    }
    if (!prefix.matches("[A-Za-z0-9._-]{1,100}")) {
      throw new IllegalArgumentException(
          "--prefix \"%s\" is not 1 to 100 letters, digits, dots, dashes or underscores"
              .formatted(prefix));
    }
  }

  static void requireRange(String option, long value, long least, long greatest) {
    boolean inside = value >= least && value <= greatest;
    if (!inside) {
      throw new IllegalArgumentException(
          "%s %d is not in %d..%d".formatted(option, value, least, greatest));
    }
  }

  /** The operations, without end, the same with every call. */
  Supplier<Operation> operations() {
    SplittableRandom random = new SplittableRandom(seed);
    Zipf zipf = new Zipf(keys, skew);
    return () -> new Operation(mix.at(random.nextInt(100)), zipf.next(random));
  }

  /** A value to write. */
  byte[] value() {
    byte[] value = new byte[valueBytes];
    new SplittableRandom(seed).nextBytes(value);
    return value;
  }

  /** The key in the words of a database. */
  String keyOf(Operation operation) {
    String room = operation.kind() == Kind.INCREMENT ? "n" : "v";
    return prefix + "/" + room + "/" + operation.key();
  }

  boolean needsValues() {
    return mix.contains(Kind.READ) || mix.contains(Kind.CAS);
  }
}
