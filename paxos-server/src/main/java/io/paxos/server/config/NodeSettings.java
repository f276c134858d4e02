package io.paxos.server.config;

import io.paxos.driver.Seed;
import io.paxos.driver.upkeep.UpkeepSettings;
import io.paxos.protocol.AcceptorId;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * How a node is set up. Everything is checked when it is read.
 *
 * @param id the node's name, and that of its acceptor
 * @param seeds the acceptors of the first configuration, the same on every node
 * @param join whether it has an acceptor of its own although it is no seed, to be admitted later
 * @param storage the database of its own acceptor
 * @param bind where it listens
 * @param maxValueBytes the longest value
 * @param requestTimeout the longest time that a client is kept waiting
 * @param secret what nodes show each other
 * @param upkeep how it carries changes of membership on, and collects what was deleted
 * @param insecure whether it may listen where others can reach it, without TLS and authentication
 */
public record NodeSettings(
    AcceptorId id,
    List<Seed> seeds,
    boolean join,
    StorageSettings storage,
    BindAddress bind,
    int maxValueBytes,
    Duration requestTimeout,
    Optional<Secret> secret,
    UpkeepSettings upkeep,
    boolean insecure) {
  /** What the name of every setting that is ours begins with. */
  public static final String PREFIX = "paxos.";

  private static final Set<String> NAMES =
      Set.of(
          "paxos.node.id",
          "paxos.cluster.seeds",
          "paxos.cluster.join",
          "paxos.cluster.secret",
          "paxos.cluster.secret-file",
          "paxos.storage.kind",
          "paxos.storage.path",
          "paxos.storage.url",
          "paxos.storage.user",
          "paxos.storage.password",
          "paxos.storage.password-file",
          "paxos.storage.allow-unsafe-durability",
          "paxos.storage.row-memory-bytes",
          "paxos.max-value-bytes",
          "paxos.request-timeout",
          "paxos.membership.transfer-share",
          "paxos.collection.rows-per-second",
          "paxos.collection.keep-operations",
          "paxos.collection.pause",
          "paxos.insecure");

  /**
   * Reads the settings.
   *
   * @param values finds the value of a name
   * @throws SettingException if one breaks its rule
   */
  public static NodeSettings from(Function<String, Optional<String>> values) {
    SettingSource source = new SettingSource(values);
    AcceptorId id = nodeId(source);
    NodeSettings settings =
        new NodeSettings(
            id,
            SeedList.from(source),
            source.flag("paxos.cluster.join"),
            StorageSettings.from(source, id.name()),
            BindAddress.from(source),
            source.number("paxos.max-value-bytes", 1 << 20, 1, 16 << 20),
            source.duration(
                "paxos.request-timeout",
                Duration.ofSeconds(5),
                Duration.ofMillis(100),
                Duration.ofMinutes(1)),
            clusterSecret(source),
            upkeep(source),
            source.flag("paxos.insecure"));
    settings.requireSafeBind();
    return settings;
  }

  /**
   * Finds the names that look like ours but are not.
   *
   * @throws SettingException if there is one, most likely misspelt
   */
  public static void requireKnown(Iterable<String> names) {
    for (String name : names) {
      if (name.startsWith(PREFIX) && !NAMES.contains(name)) {
        throw new SettingException("there is no setting " + name + ": look for a slip in its name");
      }
    }
  }

  /**
   * Whether this node has an acceptor of its own: it wants to join, or is a seed, and not by a
   * database's URL.
   */
  public boolean ownsAcceptor() {
    return join || ownSeed().isPresent();
  }

  /** Where others reach this node: what the seeds say, else where it listens. */
  public String address() {
    return ownSeed().map(Seed::address).orElseGet(bind::url);
  }

  /** Where this node is, as far as it can tell. */
  public Set<String> ownAddresses() {
    Set<String> own = new HashSet<>(bind.urls());
    own.add(address());
    return Set.copyOf(own);
  }

  private Optional<Seed> ownSeed() {
    return seeds.stream()
        .filter(seed -> seed.id().equals(id) && !seed.address().startsWith("jdbc:"))
        .findFirst();
  }

  private static UpkeepSettings upkeep(SettingSource source) {
    UpkeepSettings usual = UpkeepSettings.DEFAULT;
    double share = source.share("paxos.membership.transfer-share", usual.transferShare(), 0.05);
    return new UpkeepSettings(
        usual.beat(),
        usual.takeover(),
        usual.answerTimeout(),
        share,
        UpkeepSettings.inFlight(share),
        source.duration(
            "paxos.collection.pause",
            usual.collectionPause(),
            Duration.ofMillis(100),
            Duration.ofHours(24)),
        source.number("paxos.collection.rows-per-second", usual.collectedPerSecond(), 1, 1_000_000),
        source.duration(
            "paxos.collection.keep-operations",
            usual.operationsKept(),
            Duration.ZERO,
            Duration.ofDays(365)));
  }

  private static AcceptorId nodeId(SettingSource source) {
    String rule = "every node needs a name, 1 to 64 characters of A-Z a-z 0-9 . _ -";
    String name = source.requiredText("paxos.node.id", rule);
    try {
      return new AcceptorId(name);
    } catch (IllegalArgumentException malformed) {
      throw SettingException.wrong("paxos.node.id", name, rule);
    }
  }

  private static Optional<Secret> clusterSecret(SettingSource source) {
    Optional<Secret> secret = source.secret("paxos.cluster.secret");
    secret.ifPresent(
        text -> {
          // It travels in an HTTP header.
          if (!text.reveal().matches("[\\x20-\\x7e]{16,1024}")) {
            throw new SettingException(
                "paxos.cluster.secret must be 16 to 1024 characters of printable ASCII");
          }
        });
    return secret;
  }

  private void requireSafeBind() {
    if (!bind.loopback() && !insecure) {
      throw SettingException.wrong(
          "quarkus.http.host",
          bind.host(),
          "only this machine's loopback is allowed, as there is no TLS and no authentication of"
              + " clients yet; --insecure (paxos.insecure=true) listens there all the same");
    }
  }
}
