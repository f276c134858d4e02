package io.paxos.bench.suite;

/**
 * A measured number.
 *
 * @param error half of the confidence interval of 99.9 %; NaN if there were too few iterations to
 *     tell
 * @param unit as JMH writes it
 */
record Score(double value, double error, String unit) {
  boolean hasError() {
    return !Double.isNaN(error);
  }

  /** The share of the value that the error is. */
  double relativeError() {
    return error / value;
  }

  /** For a table. */
  String text() {
    return hasError() ? Figures.of(value) + " ± " + Figures.of(error) : Figures.of(value);
  }

  /** The unit for people. */
  String unitText() {
    return unit.replace("us/", "µs/");
  }
}
