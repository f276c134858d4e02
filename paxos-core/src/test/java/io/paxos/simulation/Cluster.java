package io.paxos.simulation;

import io.paxos.contract.HeapMemory;
import io.paxos.driver.Proposer;
import io.paxos.driver.Settings;
import io.paxos.history.Fault;
import io.paxos.history.Witness;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Key;
import io.paxos.protocol.Member;
import io.paxos.protocol.ProposerId;
import io.paxos.protocol.StoreId;
import io.paxos.spi.Acceptor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Nodes {@code n1}, {@code n2}, …: an acceptor and a proposer at each, and a network. */
public final class Cluster implements AutoCloseable {
  /** What a node logs about its cluster is of no use in a hundred thousand runs. */
  private static final Logger QUIET = Logger.getLogger("io.paxos.driver.upkeep");

  static {
    QUIET.setLevel(Level.OFF);
  }

  private final VirtualTimers timers;
  private final Dice dice;
  private final Swarm swarm;
  private final Witness witness;
  private final Network network;
  private final Configuration configuration;
  private final Trust trust;
  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final List<String> names;

  /** A formed cluster on whose network these faults happen, and no others. */
  public Cluster(int nodes, long seed, Network.Faults faults) {
    this(nodes, seed, faults, Settings.DEFAULT);
  }

  /** A formed cluster with settings of its own. */
  public Cluster(int nodes, long seed, Network.Faults faults, Settings settings) {
    this(seed, Swarm.calm(nodes, faults, settings));
  }

  private Cluster(long seed, Swarm swarm) {
    this(
        new VirtualTimers(),
        new Dice(seed, Set.of()),
        swarm,
        swarm.disks(HeapMemory::new),
        new Witness() {});
  }

  /** A formed cluster as a swarm wants it; whatever else strikes it comes from outside. */
  Cluster(VirtualTimers timers, Dice dice, Swarm swarm, List<Disk> disks, Witness witness) {
    this.timers = timers;
    this.dice = dice;
    this.swarm = swarm;
    this.witness = witness;
    this.network = new Network(timers, dice, swarm.network(), witness);
    this.trust = new Trust(this);
    List<StoreId> stores = disks.stream().map(Disk::store).toList();
    this.configuration = swarm.configuration(stores.subList(0, swarm.nodes()));
    disks.subList(0, swarm.nodes()).forEach(this::form);
    Dice.Stream clocks = dice.stream("clocks");
    for (int i = 0; i < disks.size(); i++) {
      double speed = 1 + swarm.clockSkew() * (2 * clocks.nextDouble() - 1);
      Node node = new Node(this, "n" + (i + 1), configuration, disks.get(i), speed);
      if (speed != 1) {
        witness.happened(Fault.CLOCK_SKEWED, node.name());
      }
      nodes.put(node.name(), node);
    }
    this.names = List.copyOf(nodes.keySet());
    nodes.values().forEach(Node::start);
  }

  private void form(Disk disk) {
    disk.form(configuration);
    witness.persisted(disk.store(), Key.CONFIGURATION, disk.row(Key.CONFIGURATION));
  }

  public VirtualTimers timers() {
    return timers;
  }

  public Network network() {
    return network;
  }

  public List<String> nodes() {
    return names;
  }

  /** The one that was agreed on first. */
  public Configuration configuration() {
    return configuration;
  }

  public Proposer proposer(String node) {
    return node(node).proposer();
  }

  /**
   * Replaces the proposer by one with nothing in memory. The old one's messages may still arrive,
   * and whoever waits for it waits on.
   */
  public void restartProposer(String node) {
    node(node).restartProposer();
  }

  @Override
  public void close() {
    nodes.values().forEach(Node::close);
  }

  Node node(String name) {
    @Nullable Node found = nodes.get(name);
    if (found == null) {
      throw new IllegalArgumentException("there is no node " + name);
    }
    return found;
  }

  Dice dice() {
    return dice;
  }

  Swarm swarm() {
    return swarm;
  }

  Witness witness() {
    return witness;
  }

  /** Which disks may be lost for good. */
  Trust trust() {
    return trust;
  }

  /** The newest configuration that any node has heard of. */
  Configuration newest() {
    return newer(configuration, Node::configuration);
  }

  /** The newest configuration that any acceptor has installed, unless this one is newer. */
  Configuration newestInstalled(Configuration known) {
    return newer(known, Node::installed);
  }

  private Configuration newer(Configuration than, Function<Node, Configuration> of) {
    return nodes.values().stream()
        .map(of)
        .reduce(than, (one, other) -> one.era() < other.era() ? other : one);
  }

  /** Whether every node knows the same configuration, and no change is under way. */
  boolean isSettled() {
    Configuration newest = newest();
    return newest.isStable()
        && nodes.values().stream()
            .allMatch(node -> node.proposer().configuration().era() == newest.era());
  }

  /**
   * Whether nobody whom a node knows will ever tell it that there are other acceptors by now: those
   * who were told so have lost their disks.
   */
  boolean isLost(Node node) {
    Configuration known = node.configuration();
    return known.era() < newest().era()
        && known.voters().stream()
            .filter(this::isIntact)
            .noneMatch(member -> node(member.id().name()).installed().era() > known.era());
  }

  /** Whether a member's disk is where it was, and remembers. */
  boolean isIntact(Member member) {
    Node node = node(member.id().name());
    return node.store().equals(member.store()) && node.remembers();
  }

  /** The way from one process to the acceptor of a node, whichever process is there by then. */
  Acceptor way(Life from, ProposerId proposer, String to) {
    return new Overheard(way(from, to), proposer, witness);
  }

  /** The same for those who look after the cluster. */
  Acceptor upkeepWay(Life from, ProposerId proposer, String to) {
    return new OverheardUpkeep(way(from, to), proposer, witness);
  }

  private Acceptor way(Life from, String to) {
    Node there = node(to);
    return network.between(from, there, there::acceptor);
  }
}
