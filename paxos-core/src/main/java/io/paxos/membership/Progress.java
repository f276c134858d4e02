package io.paxos.membership;

import io.paxos.protocol.Configuration;
import io.paxos.protocol.Key;
import java.util.Optional;

/**
 * How far the work is that belongs to a configuration: what whoever carries it on has to know.
 * Immutable.
 *
 * @param era of the configuration
 * @param after the last key that is done; empty at the beginning
 * @param floor to which the floors of the new acceptors were raised
 * @param done how many keys are done
 * @param total how many there were when the work began, roughly
 * @param perSecond how many were done in the last second that was measured
 */
public record Progress(
    long era, Optional<Key> after, long floor, long done, long total, long perSecond) {

  /** Nothing is done yet. */
  public static Progress begin(Configuration changing) {
    return new Progress(changing.era(), Optional.empty(), 0, 0, 0, 0);
  }

  /** Whether this is about that configuration. */
  public boolean isOf(Configuration changing) {
    return era == changing.era();
  }

  /** With this portion done. */
  public Progress with(Listing portion) {
    long told = portion.survey().total();
    return new Progress(
        era,
        portion.end(),
        Math.max(floor, portion.floor()),
        done + portion.candidates().size(),
        Math.max(total, told),
        perSecond);
  }

  /** With the speed that was measured. */
  public Progress atSpeed(long keysPerSecond) {
    return new Progress(era, after, floor, done, total, keysPerSecond);
  }

  /** Lines that a person can read, which {@link #parse} takes. */
  public String text() {
    String numbers =
        "era %d floor %d done %d total %d rate %d".formatted(era, floor, done, total, perSecond);
    // A key may hold any character, so it comes last.
    return after.map(key -> numbers + "\nafter " + key.text()).orElse(numbers);
  }

  /**
   * The progress whose {@link #text()} this is.
   *
   * @throws IllegalArgumentException if it is not
   */
  public static Progress parse(String text) {
    String[] parts = text.split("\nafter ", 2);
    String[] words = parts[0].split(" ", -1);
    if (words.length != 10 || !words[0].equals("era")) {
      throw new IllegalArgumentException("this is no progress: " + text);
    }
    return new Progress(
        Long.parseLong(words[1]),
        parts.length == 2 ? Optional.of(Key.parse(parts[1])) : Optional.empty(),
        Long.parseLong(words[3]),
        Long.parseLong(words[5]),
        Long.parseLong(words[7]),
        Long.parseLong(words[9]));
  }
}
