package io.paxos.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code paxos cluster}: some nodes on this machine, three as a rule, to try things with. */
@Command(
    name = "cluster",
    mixinStandardHelpOptions = true,
    description = {
      "Starts nodes on this machine, each with a database of its own, and stops them on Ctrl-C.",
      "To try things with: nodes on one machine survive a process, not the machine."
    })
final class ClusterCommand implements Callable<Integer> {
  private static final int MAX_NODES = 9;
  private static final int POSTGRES_PORT_OFFSET = 100;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--storage",
      defaultValue = "sqlite",
      description = "sqlite or postgresql (default: ${DEFAULT-VALUE})")
  private String storage = "sqlite";

  @Option(
      names = "--nodes",
      defaultValue = "3",
      description = "how many, 1 to " + MAX_NODES + " (default: ${DEFAULT-VALUE})")
  private int size = 3;

  @Option(
      names = "--port",
      defaultValue = "8081",
      description = "of the first node; the others follow (default: ${DEFAULT-VALUE})")
  private int port = 8081;

  @Option(
      names = "--data",
      defaultValue = "data",
      description = "folder for databases and logs (default: ${DEFAULT-VALUE})")
  private Path data = Path.of("data");

  @Option(
      names = "--jdbc-url",
      description = "an existing PostgreSQL database, once for each node, instead of new servers")
  private List<String> jdbcUrls = new ArrayList<>();

  @Option(
      names = "--postgres-home",
      description = "folder with bin/initdb and bin/postgres, to start PostgreSQL servers from")
  private @Nullable Path postgresHome;

  @Override
  public Integer call() throws IOException, InterruptedException {
    requireValid();
    PrintWriter out = commandLine().getOut();
    LocalCluster cluster = new LocalCluster(data, out);
    Runtime.getRuntime().addShutdownHook(new Thread(cluster::stop, "stop"));
    try {
      cluster.start(nodes(cluster));
    } catch (LocalProcess.StartFailure failure) {
      commandLine().getErr().println(failure.getMessage());
      return 1;
    }
    out.println(Suggestions.afterStart(cluster.nodes()));
    out.flush();
    return cluster.awaitEnd();
  }

  private List<NodeSpec> nodes(LocalCluster cluster) throws IOException, InterruptedException {
    String seeds =
        IntStream.range(0, size)
            .mapToObj(i -> "n" + (i + 1) + "=http://127.0.0.1:" + (port + i))
            .collect(Collectors.joining(","));
    List<List<String>> databases = databases(cluster);
    return IntStream.range(0, size)
        .mapToObj(i -> new NodeSpec("n" + (i + 1), port + i, seeds, data, databases.get(i)))
        .toList();
  }

  /** What tells each node of its database. */
  private List<List<String>> databases(LocalCluster cluster)
      throws IOException, InterruptedException {
    List<List<String>> databases = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      if (storage.equals("sqlite")) {
        databases.add(List.of("--storage", "sqlite"));
      } else if (!jdbcUrls.isEmpty()) {
        databases.add(List.of("--storage", "postgresql", "--jdbc-url", jdbcUrls.get(i)));
      } else {
        Path home = Objects.requireNonNull(postgresHome);
        int postgresPort = port + POSTGRES_PORT_OFFSET + i;
        databases.add(cluster.startPostgres(home, "pg" + (i + 1), postgresPort));
      }
    }
    return databases;
  }

  private void requireValid() {
    if (!List.of("sqlite", "postgresql").contains(storage)) {
      throw wrong("--storage \"" + storage + "\" is not sqlite or postgresql");
    }
    if (size < 1 || size > MAX_NODES) {
      throw wrong("--nodes " + size + " is not 1 to " + MAX_NODES);
    }
    if (port < 1 || port > 65_535 - POSTGRES_PORT_OFFSET - size) {
      throw wrong("--port " + port + " leaves no room for the ports above it");
    }
    boolean postgres = storage.equals("postgresql");
    if (!postgres && !jdbcUrls.isEmpty()) {
      throw wrong("--jdbc-url goes with --storage postgresql");
    }
    if (!jdbcUrls.isEmpty() && jdbcUrls.stream().distinct().count() != size) {
      throw wrong(
          "--jdbc-url is given once for each of the %d nodes, for databases on independent servers"
              .formatted(size));
    }
    if (postgres && jdbcUrls.isEmpty() && postgresHome == null) {
      throw wrong("--storage postgresql needs --jdbc-url once for each node, or --postgres-home");
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(commandLine(), message);
  }

  private CommandLine commandLine() {
    return Objects.requireNonNull(spec).commandLine();
  }
}
