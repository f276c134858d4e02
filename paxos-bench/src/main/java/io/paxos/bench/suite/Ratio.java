package io.paxos.bench.suite;

/**
 * How many times as much one thing costs as another.
 *
 * @param error of the value, from those of both scores; NaN if one of them is not known
 */
record Ratio(double value, double error) {
  /** What ours costs, in terms of the bare one. */
  static Ratio of(Result ours, Result bare) {
    double value =
        ours.moreIsBetter()
            ? bare.score().value() / ours.score().value()
            : ours.score().value() / bare.score().value();
    return new Ratio(
        value, value * Math.hypot(ours.score().relativeError(), bare.score().relativeError()));
  }

  String text() {
    return Double.isNaN(error)
        ? Figures.of(value) + " ×"
        : Figures.of(value) + " ± " + Figures.of(error) + " ×";
  }
}
