package io.paxos.server.cluster;

import io.paxos.driver.Formation;
import io.paxos.driver.Proposer;
import io.paxos.driver.Settings;
import io.paxos.driver.SystemTimers;
import io.paxos.driver.upkeep.Collector;
import io.paxos.driver.upkeep.Membership;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Identity;
import io.paxos.protocol.Member;
import io.paxos.protocol.ProposerId;
import io.paxos.server.config.NodeSettings;
import io.paxos.server.transport.NodeChannels;
import io.paxos.spi.Acceptor;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A node: serves its own acceptor from the start. As soon as the first configuration is agreed on,
 * it proposes, carries changes of membership on, and collects what was deleted. Thread-safe.
 */
public final class Node implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Node.class);

  private static final Duration RETRY = Duration.ofSeconds(1);

  private final NodeSettings settings;
  private final Settings driverSettings;
  private final Optional<DatabaseAcceptor> own;
  private final NodeConnector connector;
  private final SystemTimers timers = new SystemTimers("paxos-timers");
  private final SecureRandom incarnations = new SecureRandom();
  private final Random jitter = new Random();
  private final Formation formation;
  private volatile @Nullable Upkeep upkeep;
  private volatile @Nullable Identity identity;

  private Node(NodeSettings settings, Optional<DatabaseAcceptor> own, NodeChannels channels) {
    this.settings = settings;
    this.driverSettings = driverSettings(settings);
    this.own = own;
    this.connector = new NodeConnector(settings, own, channels);
    this.formation =
        new Formation(
            settings.seeds(),
            own.<List<Acceptor>>map(List::of).orElse(List.of()),
            this::nextId,
            connector,
            timers,
            jitter,
            driverSettings);
  }

  /**
   * Opens the node's own storage and begins to look for the others.
   *
   * @param channels not closed by the node
   * @throws io.paxos.storage.jdbc.StorageException if the storage cannot be used
   * @throws java.io.UncheckedIOException if the folder of its file cannot be made
   */
  public static Node start(NodeSettings settings, NodeChannels channels) {
    Optional<DatabaseAcceptor> own =
        settings.ownsAcceptor()
            ? Optional.of(DatabaseAcceptor.open(settings.storage()))
            : Optional.empty();
    Node node = new Node(settings, own, channels);
    node.form();
    return node;
  }

  /** The acceptor in this node's own storage; a node may have none. */
  public Optional<Acceptor> acceptor() {
    return own.map(acceptor -> acceptor);
  }

  /** The same acceptor, for other nodes. */
  public Optional<Acceptor> servedAcceptor() {
    return own.map(acceptor -> new OverheardAcceptor(acceptor, this::proposer));
  }

  /** The proposer; empty until the cluster has formed. */
  public Optional<Proposer> proposer() {
    return upkeep().map(Upkeep::proposer);
  }

  /** What the node has once the cluster has formed; empty before. */
  public Optional<Upkeep> upkeep() {
    return Optional.ofNullable(upkeep);
  }

  public NodeSettings settings() {
    return settings;
  }

  /** What this node's own acceptor is to the cluster now. */
  public Standing standing() {
    Optional<String> outage = own.flatMap(DatabaseAcceptor::outage);
    if (outage.isPresent()) {
      return new Standing.Silent(outage.get());
    }
    Identity self = identity;
    Optional<Proposer> current = proposer();
    if (own.isEmpty()) {
      return new Standing.None();
    }
    return self == null || current.isEmpty()
        ? new Standing.Waiting()
        : Standing.of(
            new Standing.Self(settings.id(), self.store(), settings.address(), settings.join()),
            current.get().configuration());
  }

  /** Ends every operation under way: not applied, or unknown. What was durable stays so. */
  @Override
  public void close() {
    formation.cancel();
    upkeep().ifPresent(Node::close);
    connector.close();
    own.ifPresent(DatabaseAcceptor::close);
    timers.close();
  }

  /** Work that belongs to nobody's request ends before what requests wait for. */
  private static void close(Upkeep upkeep) {
    upkeep.lookout().close();
    upkeep.membership().close();
    upkeep.collector().close();
    upkeep.proposer().close();
  }

  private void form() {
    LOG.infof(
        "node %s starts, %s; waiting for the cluster %s",
        settings.id(),
        own.isPresent() ? "own storage " + settings.storage().describe() : "no storage of its own",
        settings.seeds().stream().map(seed -> seed.id() + "=" + seed.address()).toList());
    var unused = formation.run().thenAccept(this::onFormed);
  }

  private void onFormed(Configuration configuration) {
    Upkeep begun = upkeep(configuration);
    upkeep = begun;
    LOG.infof(
        "node %s is in the cluster, era %d, acceptors %s",
        settings.id(),
        configuration.era(),
        configuration.members().stream().map(Member::id).toList());
    own.ifPresent(this::learnIdentity);
    begun.membership().start();
    begun.collector().start();
    begun.lookout().start();
  }

  private Upkeep upkeep(Configuration configuration) {
    ProposerId self = nextId();
    Proposer proposer =
        new Proposer(self, configuration, connector, timers, jitter, driverSettings);
    Membership membership =
        new Membership(self, proposer, acceptor(), connector, timers, settings.upkeep());
    Collector collector = new Collector(self, proposer, connector, timers, settings.upkeep());
    return new Upkeep(
        proposer, membership, collector, new Lookout(proposer, membership, connector, timers));
  }

  private void learnIdentity(DatabaseAcceptor acceptor) {
    var unused =
        acceptor
            .identify()
            .whenComplete(
                (told, failed) -> {
                  if (failed == null) {
                    onIdentity(told);
                  } else {
                    timers.schedule(RETRY, () -> learnIdentity(acceptor));
                  }
                });
  }

  private void onIdentity(Identity told) {
    identity = told;
    standing().message().ifPresent(LOG::warn);
  }

  private ProposerId nextId() {
    return new ProposerId(settings.id().name(), incarnations.nextLong());
  }

  private static Settings driverSettings(NodeSettings settings) {
    Settings usual = Settings.DEFAULT;
    return new Settings(
        settings.maxValueBytes(),
        usual.answerTimeout(),
        usual.patience(),
        usual.minBackoff(),
        usual.maxBackoff(),
        usual.cachedKeys(),
        usual.maxCombined());
  }
}
