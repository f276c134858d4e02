package io.paxos.simulation;

import java.util.Set;

/**
 * What is to be played: everything that a seed brings, or some of it.
 *
 * @param calls how many calls the clients make at least
 * @param faults how many faults hit calls in flight at least, if the seed brings any
 * @param averted misfortunes that do not happen
 * @param omitted calls that are not made, by their numbers
 */
public record Plan(
    long seed, int calls, int faults, Set<Dice.Strike> averted, Set<Integer> omitted) {
  /** Everything that a seed brings. */
  public static Plan of(long seed) {
    return new Plan(seed, 50, 20, Set.of(), Set.of());
  }
}
