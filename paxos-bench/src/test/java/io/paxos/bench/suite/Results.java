package io.paxos.bench.suite;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Results to tell about. */
final class Results {
  private Results() {}

  static Result taking(String method, double score, double error) {
    return result(method, Map.of("batch", "8"), 1, false, new Score(score, error, "us/op"));
  }

  static Result doing(String method, double score, double error) {
    return result(method, Map.of("batch", "8"), 1, true, new Score(score, error, "ops/s"));
  }

  static Result calledBy(int callers, String method, String storage) {
    return result(
        method, Map.of("storage", storage), callers, true, new Score(callers, 1, "ops/s"));
  }

  private static Result result(
      String method,
      Map<String, String> parameters,
      int callers,
      boolean moreIsBetter,
      Score score) {
    return new Result(
        "AcceptBenchmark",
        method,
        parameters,
        callers,
        moreIsBetter,
        score,
        Optional.empty(),
        new TreeMap<>());
  }
}
