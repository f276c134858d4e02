package io.paxos.bench.suite;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What one benchmark method measured with one choice of its parameters.
 *
 * @param benchmark the name of the class, without its package
 * @param parameters by their names
 * @param callers how many threads called the method
 * @param moreIsBetter whether the score counts what is done, and not what it takes
 * @param allocated bytes on the heap per call, if that was measured
 * @param details what else was measured, by its name
 */
record Result(
    String benchmark,
    String method,
    Map<String, String> parameters,
    int callers,
    boolean moreIsBetter,
    Score score,
    Optional<Score> allocated,
    SortedMap<String, Score> details) {
  static final String METHOD = "method";
  static final String CALLERS = "callers";

  Result {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    details = Collections.unmodifiableSortedMap(new TreeMap<>(details));
  }

  /** The same in every run of the suite. */
  String id() {
    return parameters.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + shown(entry.getValue()))
        .collect(Collectors.joining(" ", benchmark + "." + method + " ", ""))
        .strip();
  }

  /** Where it stands among the results of its class. */
  Map<String, String> coordinates() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put(METHOD, method);
    parameters.forEach((name, value) -> all.put(name, shown(value)));
    all.put(CALLERS, Integer.toString(callers));
    return all;
  }

  /** Constants of an enum are words. */
  private static String shown(String value) {
    boolean isConstant = value.chars().allMatch(c -> Character.isUpperCase(c) || c == '_');
    return isConstant ? value.toLowerCase(java.util.Locale.ROOT).replace('_', ' ') : value;
  }

  /** Whether this is the least that has to be done, for others to be compared with. */
  boolean isBare() {
    return method.startsWith("bare");
  }

  /** Whether this is what the other one stands beside. */
  boolean isBareOf(Result other) {
    return isBare()
        && !other.isBare()
        && benchmark.equals(other.benchmark)
        && parameters.equals(other.parameters)
        && callers == other.callers;
  }
}
