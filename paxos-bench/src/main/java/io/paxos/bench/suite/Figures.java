package io.paxos.bench.suite;

import java.util.Locale;

/** Numbers for people: three or four digits that count, and no more. */
final class Figures {
  private Figures() {}

  static String of(double value) {
    if (!Double.isFinite(value)) {
      return "–";
    }
    double size = Math.abs(value);
    String format = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : size >= 0.1 ? "%.2f" : "%.2g";
    return String.format(Locale.ROOT, format, value);
  }

  /** A change from 1, with its sign. */
  static String percent(double factor) {
    return Double.isFinite(factor)
        ? String.format(Locale.ROOT, "%+.1f %%", (factor - 1) * 100)
        : "–";
  }
}
