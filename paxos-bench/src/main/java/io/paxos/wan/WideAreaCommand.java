package io.paxos.wan;

import io.paxos.report.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code paxos wan}: what a change costs a client when the nodes are far from each other. */
@Command(
    name = "./paxos wan",
    sortOptions = false,
    description = {
      "Starts three nodes on this machine with a delay between every two of them, and tells how",
      "long a change takes a client beside each. The delays are those between three regions of the",
      "CASPaxos paper, unless told otherwise. With --native the nodes are native executables."
    })
final class WideAreaCommand implements Callable<Integer> {
  private static final double NANOS_PER_MILLI = 1e6;

  @Spec private @Nullable CommandSpec spec;

  @SuppressWarnings("UnusedVariable") // picocli uses it
  @Option(names = "--help", usageHelp = true, description = "show this")
  private boolean help;

  @Option(
      names = "--round-trips",
      paramLabel = "MS,MS,MS",
      defaultValue = "21.8,169,189.2",
      description = "of n1 and n2, n1 and n3, n2 and n3 (default: ${DEFAULT-VALUE})")
  private String roundTrips = "";

  @Option(
      names = "--clients",
      defaultValue = "1",
      description = "beside each node, each with a register of its own (default: 1)")
  private int clients;

  @Option(
      names = "--seconds",
      defaultValue = "20",
      description = "measured of each way to change a register (default: 20)")
  private int seconds;

  @Option(names = "--warmup", defaultValue = "10", description = "seconds before (default: 10)")
  private int warmup;

  @Option(
      names = "--port",
      defaultValue = "8181",
      description = "of the first node; the others follow (default: ${DEFAULT-VALUE})")
  private int port;

  @Option(
      names = "--data",
      defaultValue = "data/wan",
      description = "folder for databases and logs (default: ${DEFAULT-VALUE})")
  private Path data = Path.of("data/wan");

  @Override
  public Integer call() throws IOException, InterruptedException {
    RoundTrips delays = valid();
    List<Site> sites = Site.from(port);
    WideCluster cluster = new WideCluster(data, sites);
    Thread tidying = new Thread(cluster::close, "stop");
    Runtime.getRuntime().addShutdownHook(tidying);
    try (cluster) {
      cluster.start(delays, launcher());
      Clients measuring =
          new Clients(sites, clients, Duration.ofSeconds(warmup), Duration.ofSeconds(seconds));
      Map<Deed, List<Histogram>> measured = new EnumMap<>(Deed.class);
      for (Deed deed : Deed.values()) {
        measured.put(deed, measuring.measure(deed));
      }
      commandLine().getOut().print(table(sites, delays, measured).markdown());
      commandLine().getOut().flush();
      return 0;
    } catch (IllegalStateException | CompletionException failed) {
      commandLine().getErr().println(failed.getMessage());
      return 1;
    }
  }

  /** The script that has started this tells where it is, and of which kind the nodes shall be. */
  private static List<String> launcher() {
    String script = System.getProperty("paxos.launcher", "./paxos");
    return Boolean.getBoolean("paxos.native") ? List.of(script, "--native") : List.of(script);
  }

  private RoundTrips valid() {
    requireIn("--clients", clients, 1, 1_000);
    requireIn("--seconds", seconds, 1, 86_400);
    requireIn("--warmup", warmup, 0, 86_400);
    requireIn("--port", port, 1, 65_536 - RoundTrips.NODES);
    try {
      return RoundTrips.parse(roundTrips);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(commandLine(), "--round-trips: " + wrong.getMessage(), wrong);
    }
  }

  private void requireIn(String option, int value, int least, int greatest) {
    if (value < least || value > greatest) {
      throw new ParameterException(
          commandLine(), "%s %d is not in %d..%d".formatted(option, value, least, greatest));
    }
  }

  private static Table table(
      List<Site> sites, RoundTrips delays, Map<Deed, List<Histogram>> measured) {
    List<String> header = new ArrayList<>(List.of("ms", "round trip to a quorum"));
    for (Deed deed : measured.keySet()) {
      header.add(deed.words() + ", p50");
      header.add("p99");
    }
    List<List<String>> rows = new ArrayList<>();
    for (Site site : sites) {
      List<String> row = new ArrayList<>();
      row.add(site.region() + " (" + site.node() + ")");
      row.add(millis(delays.toQuorum(site.number()).toNanos()));
      for (List<Histogram> histograms : measured.values()) {
        Histogram nanos = histograms.get(site.number());
        row.add(millis(nanos.getValueAtPercentile(50)));
        row.add(millis(nanos.getValueAtPercentile(99)));
      }
      rows.add(row);
    }
    return new Table(header, rows);
  }

  private static String millis(long nanos) {
    return String.format(Locale.ROOT, "%.1f", nanos / NANOS_PER_MILLI);
  }

  private CommandLine commandLine() {
    return Objects.requireNonNull(spec).commandLine();
  }
}
