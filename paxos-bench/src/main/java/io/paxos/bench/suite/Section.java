package io.paxos.bench.suite;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The results of one benchmark class. */
record Section(String benchmark, List<Result> results) {
  static final String STORAGE = "storage";

  /** Numbers that may be compared as such. */
  static final Pattern COUNTED = Pattern.compile("[0-9]{1,9}");

  /** One for each class, in their order. */
  static List<Section> of(List<Result> results) {
    Map<String, List<Result>> byClass =
        results.stream()
            .collect(
                Collectors.groupingBy(
                    Result::benchmark, LinkedHashMap::new, Collectors.toUnmodifiableList()));
    List<Section> sections = new ArrayList<>();
    byClass.forEach((benchmark, own) -> sections.add(new Section(benchmark, own).sorted()));
    return sections;
  }

  /** By storage, then by everything else; what is counted grows. */
  private Section sorted() {
    List<String> order = new ArrayList<>(dimensions());
    order.sort(Comparator.comparing(name -> !name.equals(STORAGE)));
    Comparator<Result> comparator = Comparator.comparing(result -> 0);
    for (String dimension : order) {
      List<String> appearing = List.copyOf(values(dimension));
      comparator =
          comparator.thenComparingInt(
              result -> {
                String value = coordinate(result, dimension);
                return COUNTED.matcher(value).matches()
                    ? Integer.parseInt(value)
                    : appearing.indexOf(value);
              });
    }
    return new Section(benchmark, results.stream().sorted(comparator).toList());
  }

  /** A title for people: {@code QuorumReadBenchmark} is about a quorum read. */
  String title() {
    String words = benchmark.replace("Benchmark", "").replaceAll("(?<=[a-z])(?=[A-Z])", " ");
    return words.charAt(0) + words.substring(1).toLowerCase(java.util.Locale.ROOT);
  }

  String question() {
    return Question.of(benchmark).orElse("");
  }

  /** In which the results differ, in order. */
  List<String> dimensions() {
    List<String> differing = new ArrayList<>();
    results.get(0).coordinates().keySet().forEach(name -> addIfDiffering(differing, name));
    if (callersTellTheMethod()) {
      differing.remove(Result.METHOD);
    }
    return differing;
  }

  private void addIfDiffering(List<String> differing, String name) {
    if (values(name).size() > 1) {
      differing.add(name);
    }
  }

  /** The values of one dimension, in order of appearance. */
  Set<String> values(String dimension) {
    Set<String> values = new LinkedHashSet<>();
    results.forEach(result -> values.add(coordinate(result, dimension)));
    return values;
  }

  static String coordinate(Result result, String dimension) {
    return result.coordinates().getOrDefault(dimension, "");
  }

  /** Whether there is a method for each number of callers, and nothing else to tell of it. */
  private boolean callersTellTheMethod() {
    Set<String> both =
        results.stream()
            .map(result -> result.method() + " " + result.callers())
            .collect(Collectors.toSet());
    return both.size() == values(Result.METHOD).size()
        && both.size() == values(Result.CALLERS).size();
  }

  /** Those results that have this value. */
  Section only(String dimension, String value) {
    return new Section(
        benchmark, results.stream().filter(r -> coordinate(r, dimension).equals(value)).toList());
  }

  /** The bare statement that this result stands beside. */
  Optional<Result> bareOf(Result result) {
    return results.stream().filter(other -> other.isBareOf(result)).findFirst();
  }

  /** How many times as much this result costs as the bare statement. */
  Optional<Ratio> ratio(Result result) {
    return bareOf(result).map(bare -> Ratio.of(result, bare));
  }

  boolean hasBare() {
    return results.stream().anyMatch(result -> bareOf(result).isPresent());
  }
}
