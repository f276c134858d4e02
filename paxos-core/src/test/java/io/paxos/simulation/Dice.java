package io.paxos.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * All the luck of a run: same seed, same run. Everybody draws from a stream of their own, so that
 * taking one misfortune out of a run disturbs the others as little as possible.
 */
final class Dice {
  private final long seed;
  private final Set<Strike> averted;
  private final List<Strike> struck = new ArrayList<>();
  private final Map<String, Stream> streams = new HashMap<>();
  private boolean isSparing;

  /** One misfortune: which one of a stream. */
  record Strike(String stream, int number) {}

  /**
   * Dice of a seed.
   *
   * @param averted misfortunes that the seed brings, but which are not to happen
   */
  Dice(long seed, Set<Strike> averted) {
    this.seed = seed;
    this.averted = Set.copyOf(averted);
  }

  /** The misfortunes that have happened. */
  List<Strike> struck() {
    return List.copyOf(struck);
  }

  /** From here on no misfortune happens. */
  void spare() {
    isSparing = true;
  }

  /** Whether no misfortune happens any more. */
  boolean isSparing() {
    return isSparing;
  }

  /** The stream of this name, in the state in which its last user left it. */
  Stream stream(String name) {
    return streams.computeIfAbsent(name, Stream::new);
  }

  /** Numbers for one purpose. SplitMix64: Steele, Lea and Flood, 2014. */
  final class Stream implements RandomGenerator {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private final String name;
    private long state;
    private int strikes;

    private Stream(String name) {
      this.name = name;
      this.state = mix(seed * GOLDEN_GAMMA + mix(name.hashCode()));
    }

    @Override
    public long nextLong() {
      state += GOLDEN_GAMMA;
      return mix(state);
    }

    /** A number from 0 to {@code bound - 1}. */
    long below(long bound) {
      return Math.floorMod(nextLong() >>> 1, bound);
    }

    /** Whether something harmless happens that has this probability. */
    boolean isLucky(double probability) {
      return probability > 0 && nextDouble() < probability;
    }

    /** Whether a misfortune of this probability happens. */
    boolean strikes(double probability) {
      return isLucky(probability) && strike();
    }

    /** A misfortune that is certain, unless it is averted. */
    boolean strike() {
      Strike strike = new Strike(name, strikes++);
      if (isSparing || averted.contains(strike)) {
        return false;
      }
      struck.add(strike);
      return true;
    }

    private static long mix(long bits) {
      long mixed = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
      mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
      return mixed ^ (mixed >>> 31);
    }
  }
}
