package io.paxos.simulation;

import io.paxos.acceptor.MemoryAcceptor;
import io.paxos.driver.Proposer;
import io.paxos.driver.Settings;
import io.paxos.protocol.AcceptorGroup;
import io.paxos.protocol.AcceptorId;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Member;
import io.paxos.protocol.ProposerId;
import io.paxos.protocol.StoreId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;

/** Nodes {@code n1}, {@code n2}, …: a memory acceptor and a proposer at each, and a network. */
public final class Cluster {
  private final VirtualTimers timers = new VirtualTimers();
  private final SplittableRandom random;
  private final Network network;
  private final Map<String, MemoryAcceptor> acceptors = new LinkedHashMap<>();
  private final Map<String, Proposer> proposers = new LinkedHashMap<>();
  private final Configuration configuration;
  private final Settings settings;

  /** A formed cluster whose proposers have just started. */
  public Cluster(int nodes, long seed, Network.Faults faults) {
    this(nodes, seed, faults, Settings.DEFAULT);
  }

  /** A formed cluster with settings of its own. */
  public Cluster(int nodes, long seed, Network.Faults faults, Settings settings) {
    this.settings = settings;
    this.random = new SplittableRandom(seed);
    this.network = new Network(timers, random.split(), faults);
    List<Member> members = new ArrayList<>();
    for (String node : IntStream.rangeClosed(1, nodes).mapToObj(i -> "n" + i).toList()) {
      StoreId store = new StoreId(new UUID(0, members.size() + 1));
      members.add(new Member(new AcceptorId(node), "memory:" + node, store));
      acceptors.put(node, new MemoryAcceptor(store));
    }
    this.configuration = Configuration.stable(1, AcceptorGroup.majority(members));
    acceptors.values().forEach(acceptor -> acceptor.install(configuration));
    acceptors.keySet().forEach(this::restartProposer);
  }

  public VirtualTimers timers() {
    return timers;
  }

  public Network network() {
    return network;
  }

  public List<String> nodes() {
    return List.copyOf(acceptors.keySet());
  }

  public Configuration configuration() {
    return configuration;
  }

  public MemoryAcceptor acceptor(String node) {
    return existing(acceptors.get(node), node);
  }

  public Proposer proposer(String node) {
    return existing(proposers.get(node), node);
  }

  /**
   * Replaces the proposer by one with nothing in memory. The old one's messages may still arrive,
   * and whoever waits for it waits on.
   */
  public void restartProposer(String node) {
    ProposerId id = new ProposerId(node, random.nextLong());
    proposers.put(
        node,
        new Proposer(
            id,
            configuration,
            (member, address) -> network.between(node, member.name(), acceptor(member.name())),
            timers,
            random.split(),
            settings));
  }

  private static <T> T existing(@org.jspecify.annotations.Nullable T found, String node) {
    if (found == null) {
      throw new IllegalArgumentException("there is no node " + node);
    }
    return found;
  }
}
