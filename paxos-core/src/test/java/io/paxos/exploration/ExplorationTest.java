package io.paxos.exploration;

import org.junit.jupiter.api.Test;

class ExplorationTest {
  @Test
  void two_writers() {
    for (Scope scope : Scopes.candidates()) {
      long t = System.nanoTime();
      Result r = Search.of(scope, Core.REAL, 3_000_000);
      System.out.println(
          "@@ "
              + r.scope()
              + " "
              + r.states()
              + " "
              + r.transitions()
              + " "
              + r.complete()
              + " "
              + (System.nanoTime() - t) / 1_000_000
              + "ms");
      r.counterexample().ifPresent(System.out::println);
    }
  }
}
