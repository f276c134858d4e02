package io.paxos.bench.suite;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads what JMH writes. */
final class JmhJson {
  private static final String ALLOCATED = "gc.alloc.rate.norm";
  private static final List<String> PERCENTILES = List.of("50.0", "99.0", "99.9");

  private JmhJson() {}

  /**
   * @throws IllegalArgumentException if a number is none
   */
  static List<Result> results(JsonNode measured) {
    List<Result> results = new ArrayList<>();
    measured.forEach(one -> results.add(result(one)));
    return List.copyOf(results);
  }

  private static Result result(JsonNode json) {
    String[] name = json.path("benchmark").asText().split("\\.", -1);
    if (name.length < 2) {
      throw new IllegalArgumentException(
          "\"" + json.path("benchmark").asText() + "\" is not the name of a benchmark");
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    json.path("params")
        .properties()
        .forEach(entry -> parameters.put(entry.getKey(), entry.getValue().asText()));
    JsonNode allocated = json.path("secondaryMetrics").path(ALLOCATED);
    return new Result(
        name[name.length - 2],
        name[name.length - 1],
        parameters,
        json.path("threads").asInt(1),
        json.path("mode").asText().equals("thrpt"),
        score(json.path("primaryMetric")),
        allocated.isMissingNode() ? Optional.empty() : Optional.of(score(allocated)),
        details(json));
  }

  /** Percentiles where calls were sampled, and what the benchmark counts by itself. */
  private static SortedMap<String, Score> details(JsonNode json) {
    SortedMap<String, Score> details = new TreeMap<>();
    JsonNode primary = json.path("primaryMetric");
    if (json.path("mode").asText().equals("sample")) {
      for (String percentile : PERCENTILES) {
        double value = number(primary.path("scorePercentiles").path(percentile));
        String name = "p" + percentile.replace(".0", "");
        details.put(name, new Score(value, Double.NaN, primary.path("scoreUnit").asText()));
      }
    }
    json.path("secondaryMetrics")
        .properties()
        .forEach(
            entry -> {
              if (!entry.getKey().startsWith("gc.")) {
                details.put(entry.getKey(), score(entry.getValue()));
              }
            });
    return details;
  }

  private static Score score(JsonNode metric) {
    return new Score(
        number(metric.path("score")),
        number(metric.path("scoreError")),
        metric.path("scoreUnit").asText());
  }

  /** What JSON has no numbers for, JMH writes as text: "NaN", with too few iterations. */
  private static double number(JsonNode node) {
    if (node.isNumber()) {
      return node.asDouble();
    }
    return switch (node.asText()) {
      case "NaN", "" -> Double.NaN;
      case "+INF" -> Double.POSITIVE_INFINITY;
      case "-INF" -> Double.NEGATIVE_INFINITY;
      default -> throw new IllegalArgumentException("\"" + node.asText() + "\" is not a number");
    };
  }
}
