package io.paxos.server.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code paxos node}, each of which is a setting under a shorter name. */
final class NodeOptions {
  private static final String ID = "paxos.node.id";
  private static final String KIND = "paxos.storage.kind";

  @Option(names = "--id", paramLabel = "NAME", description = "Name of the node (paxos.node.id).")
  private @Nullable String id;

  @Option(
      names = "--seeds",
      paramLabel = "LIST",
      description =
          "The acceptors of the first configuration, alike on every node:"
              + " n1=http://host:port,n2=... (paxos.cluster.seeds).")
  private @Nullable String seeds;

  @Option(
      names = "--join",
      description =
          "Have an acceptor although the seeds do not name this node, and wait until"
              + " './paxos members add' admits it (paxos.cluster.join).")
  private boolean join;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "Where to listen; 127.0.0.1 if not given (quarkus.http.host).")
  private @Nullable String host;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Where to listen; 8081 if not given (quarkus.http.port).")
  private @Nullable String port;

  @Option(
      names = "--storage",
      paramLabel = "KIND",
      description = "sqlite, which is the default, or postgresql (paxos.storage.kind).")
  private @Nullable String storage;

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description = "Where the SQLite file NAME.db is; data if not given (paxos.storage.path).")
  private @Nullable Path data;

  @Option(
      names = "--jdbc-url",
      paramLabel = "URL",
      description = "The PostgreSQL database (paxos.storage.url).")
  private @Nullable String jdbcUrl;

  @Option(
      names = "--jdbc-user",
      paramLabel = "NAME",
      description = "Who logs in to databases (paxos.storage.user).")
  private @Nullable String jdbcUser;

  @Option(
      names = "--jdbc-password-file",
      paramLabel = "FILE",
      description = "The password for that (paxos.storage.password-file).")
  private @Nullable String jdbcPasswordFile;

  @Option(
      names = "--cluster-secret-file",
      paramLabel = "FILE",
      description = "What nodes show each other (paxos.cluster.secret-file).")
  private @Nullable String clusterSecretFile;

  @Option(
      names = "--allow-unsafe-durability",
      description = "Use a database that may lose what it has acknowledged.")
  private boolean unsafeDurability;

  @Option(
      names = "--insecure",
      description = "Listen where others can reach the node, without TLS and authentication.")
  private boolean insecure;

  /**
   * The settings that were given as options.
   *
   * @param configured what else is configured under a name; null if nothing
   */
  Map<String, String> settings(Function<String, @Nullable String> configured) {
    Map<String, String> settings = new LinkedHashMap<>();
    put(settings, ID, id);
    put(settings, "paxos.cluster.seeds", seeds);
    put(settings, "paxos.cluster.join", join ? "true" : null);
    put(settings, "quarkus.http.host", host);
    put(settings, "quarkus.http.port", port);
    put(settings, KIND, storage);
    put(settings, "paxos.storage.url", jdbcUrl);
    put(settings, "paxos.storage.user", jdbcUser);
    put(settings, "paxos.storage.password-file", jdbcPasswordFile);
    put(settings, "paxos.cluster.secret-file", clusterSecretFile);
    put(settings, "paxos.storage.allow-unsafe-durability", unsafeDurability ? "true" : null);
    put(settings, "paxos.insecure", insecure ? "true" : null);
    if (data != null && !"postgresql".equals(orConfigured(storage, KIND, configured))) {
      // Without a name there will be no node, and a better message.
      String name = String.valueOf(orConfigured(id, ID, configured));
      put(settings, "paxos.storage.path", data.resolve(name + ".db").toString());
    }
    return settings;
  }

  private static @Nullable String orConfigured(
      @Nullable String option, String name, Function<String, @Nullable String> configured) {
    return option != null ? option : configured.apply(name);
  }

  private static void put(Map<String, String> settings, String name, @Nullable String value) {
    if (value != null) {
      settings.put(name, value);
    }
  }
}
