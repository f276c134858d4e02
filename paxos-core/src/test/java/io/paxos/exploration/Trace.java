package io.paxos.exploration;

import java.util.List;

/** A way to a broken law, for people: a numbered line for each step. */
final class Trace {
  private Trace() {}

  static String of(List<String> steps, String law) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < steps.size(); i++) {
      lines.append("%3d. %s%n".formatted(i + 1, steps.get(i)));
    }
    return lines.append("     Broken: ").append(law).append('\n').toString();
  }
}
