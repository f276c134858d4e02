package io.paxos.load;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Draws numbers from 0 below a bound, number i with a weight of 1 / (i + 1)^exponent: 0 is the most
 * frequent. With exponent 0 all are equally frequent. Immutable.
 */
final class Zipf {
  private final double[] cumulative;

  /**
   * Numbers below a bound.
   *
   * @throws IllegalArgumentException if the bound is not positive, or the exponent negative
   */
  Zipf(int bound, double exponent) {
    boolean drawable = bound > 0 && exponent >= 0 && Double.isFinite(exponent);
    if (!drawable) {
      throw new IllegalArgumentException(
          "%d numbers with exponent %s: needs at least one number, and an exponent of 0 or more"
              .formatted(bound, exponent));
    }
    cumulative = new double[bound];
    double sum = 0;
    for (int i = 0; i < bound; i++) {
      sum += Math.pow(i + 1.0, -exponent);
      cumulative[i] = sum;
    }
  }

  /** The next number, which depends on nothing but this generator. */
  int next(RandomGenerator random) {
    double drawn = random.nextDouble() * cumulative[cumulative.length - 1];
    int found = Arrays.binarySearch(cumulative, drawn);
    // At an exact hit the weight of this number is used up.
    return Math.min(found >= 0 ? found + 1 : -found - 1, cumulative.length - 1);
  }
}
