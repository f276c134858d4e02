package io.paxos.mutation;

import java.util.Collection;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What was caught, by whom, and how soon: a table in Markdown. */
final class MutantReport {
  private static final String HEAD =
      """
      | mutant | breaks | caught by | runs | what the last run said |
      | --- | --- | --- | ---: | --- |
      """;
  private static final int LONGEST_MESSAGE = 100;

  private MutantReport() {}

  /** The table, a row for each layer that caught a mutant. */
  static String of(Collection<Hunted> hunted) {
    return hunted.stream().flatMap(MutantReport::rows).collect(Collectors.joining("", HEAD, ""));
  }

  private static Stream<String> rows(Hunted hunted) {
    return hunted.catches().isEmpty()
        ? Stream.of(row(hunted, "**nobody**", "", ""))
        : hunted.catches().stream()
            .map(
                one ->
                    row(
                        hunted,
                        one.layer().toString(),
                        Long.toString(one.runs()),
                        shortened(one.headline())));
  }

  private static String row(Hunted hunted, String layer, String runs, String message) {
    return "| %s | %s | %s | %s | %s |\n"
        .formatted(
            hunted.mutant().name(),
            String.join(", ", hunted.mutant().breaks()),
            layer,
            runs,
            message.replace("|", "\\|"));
  }

  private static String shortened(String message) {
    return message.length() <= LONGEST_MESSAGE
        ? message
        : message.substring(0, LONGEST_MESSAGE) + "…";
  }
}
