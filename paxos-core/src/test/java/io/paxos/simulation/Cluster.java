package io.paxos.simulation;

import io.paxos.contract.HeapMemory;
import io.paxos.driver.Proposer;
import io.paxos.driver.Settings;
import io.paxos.history.Fault;
import io.paxos.history.Witness;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Member;
import io.paxos.protocol.ProposerId;
import io.paxos.spi.Acceptor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Nodes {@code n1}, {@code n2}, …: an acceptor and a proposer at each, and a network. */
public final class Cluster implements AutoCloseable {
  private final VirtualTimers timers;
  private final Dice dice;
  private final Swarm swarm;
  private final Witness witness;
  private final Network network;
  private final Configuration configuration;
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
    this.configuration = swarm.configuration(disks.stream().map(Disk::store).toList());
    Dice.Stream clocks = dice.stream("clocks");
    for (int i = 0; i < disks.size(); i++) {
      Member member = configuration.members().get(i);
      double speed = 1 + swarm.clockSkew() * (2 * clocks.nextDouble() - 1);
      Node node = new Node(this, member, disks.get(i), speed);
      if (speed != 1) {
        witness.happened(Fault.CLOCK_SKEWED, node.name());
      }
      nodes.put(node.name(), node);
    }
    this.names = List.copyOf(nodes.keySet());
    nodes.values().forEach(Node::start);
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

  /** The way from one process to the acceptor of a node, whichever process is there by then. */
  Acceptor way(Life from, ProposerId proposer, String to) {
    Node there = node(to);
    return new Overheard(network.between(from, there, there::acceptor), proposer, witness);
  }
}
