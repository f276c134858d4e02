package io.paxos.bench.suite;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A result beside the same one of an earlier run. */
record Comparison(Result before, Result after) {
  /** What may be said of the difference. */
  enum Verdict {
    BETTER("better"),
    WORSE("worse"),
    /** The error bars overlap. */
    WITHIN_ERROR("within the error"),
    /** One of the runs was too short to have error bars. */
    UNKNOWN("no error bars");

    private final String text;

    Verdict(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  /** Those that are in both runs. */
  static List<Comparison> of(Run before, Run after) {
    Map<String, Result> known =
        before.results().stream()
            .collect(Collectors.toMap(Result::id, Function.identity(), (first, second) -> first));
    return after.results().stream()
        .flatMap(
            result ->
                Stream.ofNullable(known.get(result.id()))
                    .filter(earlier -> earlier.score().unit().equals(result.score().unit()))
                    .map(earlier -> new Comparison(earlier, result)))
        .toList();
  }

  /** The later score in terms of the earlier one. */
  double factor() {
    return after.score().value() / before.score().value();
  }

  Verdict verdict() {
    Score was = before.score();
    Score is = after.score();
    if (!was.hasError() || !is.hasError()) {
      return Verdict.UNKNOWN;
    }
    double difference = is.value() - was.value();
    if (Math.abs(difference) <= was.error() + is.error()) {
      return Verdict.WITHIN_ERROR;
    }
    return difference > 0 == after.moreIsBetter() ? Verdict.BETTER : Verdict.WORSE;
  }
}
