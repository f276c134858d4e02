package io.paxos.report;

/** What one axis of a chart tells, units included, and how it is divided. */
public record Axis(String title, Scale scale) {
  /** How an axis is divided. */
  public enum Scale {
    /** Evenly. What is not negative begins at 0. */
    LINEAR,
    /** By powers of ten. What is not above 0 has no place and leaves a gap. */
    LOGARITHMIC,
    /**
     * By nines: 0 %, 90 %, 99 %, 99.9 % are equally far apart. The values are shares in 0..1; 1 has
     * no place and leaves a gap.
     */
    NINES
  }

  /** An evenly divided axis. */
  public static Axis linear(String title) {
    return new Axis(title, Scale.LINEAR);
  }

  /** A logarithmic axis. */
  public static Axis logarithmic(String title) {
    return new Axis(title, Scale.LOGARITHMIC);
  }

  /** An axis of percentiles. */
  public static Axis nines(String title) {
    return new Axis(title, Scale.NINES);
  }

  boolean isLogarithmic() {
    return scale == Scale.LOGARITHMIC;
  }

  /** Where a value stands on the axis that is drawn; NaN if nowhere. */
  double place(double value) {
    double placed = scale == Scale.NINES ? -Math.log10(1 - value) : value;
    boolean hasPlace = Double.isFinite(placed) && (placed > 0 || !isLogarithmic());
    return hasPlace ? placed : Double.NaN;
  }

  /** What is written beside a place; nothing between two powers. */
  String label(double place) {
    if (scale == Scale.LINEAR) {
      return plain(place);
    }
    boolean isPower = Math.abs(place - Math.rint(place)) < 1e-9;
    return isPower ? plain(100 * (1 - Math.pow(10, -place))) + " %" : "";
  }

  private static String plain(double value) {
    double rounded = Math.round(value * 1e6) / 1e6;
    return rounded == Math.rint(rounded) && Math.abs(rounded) < 1e15
        ? Long.toString((long) rounded)
        : Double.toString(rounded);
  }
}
