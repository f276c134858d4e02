package io.paxos.simulation;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The command {@code ./simulate}. */
public final class Main {
  private static final String USAGE =
      """
      usage: ./simulate [--seeds COUNT | --hours HOURS] [--from SEED] [--export FILE]
             ./simulate --seed SEED [--export FILE]

        --seeds COUNT   so many seeds, on every core; 10000 if nothing is said
        --hours HOURS   as many seeds as there is time for, with a line every minute
        --from SEED     the first of them; 0 if nothing is said
        --seed SEED     this one only; if it fails, the smallest run that fails, as a diagram
        --export FILE   writes every operation of every run as a JSON line
      """;

  private static final List<String> OPTIONS =
      List.of("--seeds", "--hours", "--from", "--seed", "--export");

  private final Map<String, String> options = new HashMap<>();

  private Main(String[] arguments) {
    for (int i = 0; i < arguments.length; i += 2) {
      if (!OPTIONS.contains(arguments[i])) {
        throw new IllegalArgumentException("there is no option " + arguments[i]);
      }
      if (i + 1 == arguments.length) {
        throw new IllegalArgumentException(arguments[i] + " needs a value");
      }
      options.put(arguments[i], arguments[i + 1]);
    }
  }

  /** Ends with 0 if all is well, 1 if a seed failed, 2 if the arguments make no sense. */
  public static void main(String[] arguments) throws IOException {
    if (List.of(arguments).contains("--help")) {
      System.out.print(USAGE);
      return;
    }
    try {
      System.exit(new Main(arguments).run() ? 0 : 1);
    } catch (IllegalArgumentException wrong) {
      System.err.println(wrong.getMessage());
      System.err.print(USAGE);
      System.exit(2);
    }
  }

  private boolean run() throws IOException {
    Optional<String> file = Optional.ofNullable(options.get("--export"));
    if (file.isEmpty()) {
      return play(run -> {});
    }
    try (HistoryFile histories = new HistoryFile(Path.of(file.get()))) {
      return play(histories::write);
    }
  }

  private boolean play(Consumer<Run> onRun) {
    if (options.containsKey("--seed")) {
      long seed = whole("--seed", 0);
      Run run = Run.of(Plan.of(seed));
      onRun.accept(run);
      System.out.println(Replay.report(seed));
      return run.failure().isEmpty();
    }
    Campaign.Summary summary = campaign(onRun);
    System.out.println(summary);
    System.out.println(summary.sightings());
    summary.failed().ifPresent(seed -> System.out.println(Replay.report(seed)));
    return summary.failed().isEmpty();
  }

  private Campaign.Summary campaign(Consumer<Run> onRun) {
    long first = whole("--from", 0);
    if (options.containsKey("--hours")) {
      Duration duration = Duration.ofMillis((long) (hours() * 3_600_000));
      return new Soak(duration, System.out).run(first, onRun);
    }
    return Campaign.play(first, whole("--seeds", 10_000), onRun);
  }

  private double hours() {
    try {
      return Double.parseDouble(options.getOrDefault("--hours", ""));
    } catch (NumberFormatException wrong) {
      throw notANumber("--hours", wrong);
    }
  }

  private long whole(String option, long otherwise) {
    try {
      return Long.parseLong(options.getOrDefault(option, Long.toString(otherwise)));
    } catch (NumberFormatException wrong) {
      throw notANumber(option, wrong);
    }
  }

  private IllegalArgumentException notANumber(String option, NumberFormatException wrong) {
    return new IllegalArgumentException(
        "%s is a number, not \"%s\"".formatted(option, options.get(option)), wrong);
  }
}
