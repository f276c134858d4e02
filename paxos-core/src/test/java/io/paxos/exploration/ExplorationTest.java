package io.paxos.exploration;

import org.junit.jupiter.api.Test;

class ExplorationTest {
  @Test
  void two_writers() {
    for (int p = 1; p <= 2; p++) {
      for (int q = 1; q <= 2; q++) {
        Scope scope =
            Scope.of(
                "two writers " + p + q,
                3,
                Program.of("P", p, Command.write("p1")),
                Program.of("Q", q, Command.write("q1")));
        long t = System.nanoTime();
        Result r = Search.of(scope, Core.REAL, 6_000_000);
        System.out.println(r + " " + (System.nanoTime() - t) / 1_000_000 + "ms");
      }
    }
  }
}
