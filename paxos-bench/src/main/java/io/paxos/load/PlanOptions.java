package io.paxos.load;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what is done, and how often. */
final class PlanOptions {
  @Option(
      names = "--mix",
      paramLabel = "KIND=PERCENT,...",
      defaultValue = "read=50,write=50",
      description = "of read, write, cas, increment (default: ${DEFAULT-VALUE})")
  private String mix = "";

  @Option(names = "--keys", defaultValue = "1000", description = "how many (default: 1000)")
  private int keys;

  @Option(
      names = "--skew",
      defaultValue = "0",
      description =
          "exponent of Zipf's law; 0 chooses all keys equally often, which is the default")
  private double skew;

  @Option(names = "--value-size", defaultValue = "100", description = "in bytes (default: 100)")
  private int valueBytes;

  @Option(names = "--seed", defaultValue = "1", description = "the same, the same operations")
  private long seed;

  @Option(names = "--prefix", defaultValue = "load", description = "of all keys (default: load)")
  private String prefix = "";

  @Option(
      names = "--connections",
      defaultValue = "32",
      description = "each asks one thing at a time (default: 32)")
  private int connections;

  @Option(
      names = "--rate",
      paramLabel = "PER-SECOND",
      description = {
        "an open loop: operations arrive at fixed times, and latency counts from then;",
        "without it each connection asks again as soon as it is answered"
      })
  private @Nullable Integer rate;

  @Option(names = "--duration", defaultValue = "10s", description = "measured (default: 10s)")
  private String duration = "";

  @Option(names = "--warmup", defaultValue = "3s", description = "not measured (default: 3s)")
  private String warmup = "";

  @Option(names = "--timeout", defaultValue = "5s", description = "of a request (default: 5s)")
  private String timeout = "";

  @Option(
      names = "--pin",
      description = "each connection stays with its node, also after an error; else it moves on")
  private boolean pinned;

  /**
   * The plan for these nodes.
   *
   * @throws IllegalArgumentException if an option is wrong
   */
  Plan plan(List<Node> nodes) {
    return new Plan(
        new Workload(Mix.parse(mix), keys, skew, valueBytes, seed, prefix),
        nodes,
        connections,
        rate == null ? OptionalInt.empty() : OptionalInt.of(rate),
        Durations.parse(warmup),
        Durations.parse(duration),
        Durations.parse(timeout),
        pinned);
  }

  /** For the report. */
  Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("mix", mix);
    settings.put("keys", keys + (skew == 0 ? ", all equally often" : ", Zipf " + skew));
    settings.put("value", valueBytes + " bytes");
    settings.put("connections", connections + (pinned ? ", pinned" : ""));
    settings.put("load", rate == null ? "closed loop" : "open loop, " + rate + " arrivals/s");
    settings.put("measured", duration + " after a warm-up of " + warmup);
    settings.put("timeout", timeout);
    settings.put("seed", Long.toString(seed));
    return settings;
  }
}
