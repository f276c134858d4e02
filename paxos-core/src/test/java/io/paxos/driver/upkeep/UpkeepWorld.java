package io.paxos.driver.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.acceptor.MemoryAcceptor;
import io.paxos.driver.Connector;
import io.paxos.driver.Formation;
import io.paxos.driver.Proposer;
import io.paxos.driver.Seed;
import io.paxos.driver.Settings;
import io.paxos.membership.Target;
import io.paxos.protocol.AcceptorId;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Identity;
import io.paxos.protocol.Key;
import io.paxos.protocol.Member;
import io.paxos.protocol.ProposerId;
import io.paxos.protocol.StoreId;
import io.paxos.protocol.Value;
import io.paxos.register.Decision;
import io.paxos.register.Outcome;
import io.paxos.register.Versioned;
import io.paxos.simulation.Network;
import io.paxos.simulation.VirtualTimers;
import io.paxos.spi.Acceptor;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Nodes with everything that a process has, in virtual time: an acceptor, a proposer, a membership,
 * a collector. A node may be there without being a member. Confined to one thread.
 */
final class UpkeepWorld {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final VirtualTimers timers = new VirtualTimers();
  private final SplittableRandom random = new SplittableRandom(7);
  private final Network network = new Network(timers, 7, Network.Faults.NONE);
  private final UpkeepSettings settings;
  private final Map<String, MemoryAcceptor> acceptors = new LinkedHashMap<>();
  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private long incarnations;
  private long stores;

  /** What ends with a process. */
  record Node(Proposer proposer, Membership membership, Collector collector) {
    private void close() {
      membership.close();
      collector.close();
      proposer.close();
    }
  }

  /** Nodes that have formed a cluster. */
  UpkeepWorld(UpkeepSettings settings, String... names) {
    this.settings = settings;
    Stream.of(names).forEach(this::addDisk);
    List<Seed> seeds = Stream.of(names).map(UpkeepWorld::seed).toList();
    Connector connector = (id, address) -> way(names[0], id.name());
    Formation formation =
        new Formation(seeds, () -> id(names[0]), connector, timers, random, Settings.DEFAULT);
    Configuration formed = await(formation.run());
    Stream.of(names).forEach(name -> start(name, formed));
  }

  /** A process that is no member, with an empty disk, that knows the cluster. */
  void join(String name) {
    addDisk(name);
    start(name, node(nodes.keySet().iterator().next()).proposer().configuration());
  }

  /** Kills the process; its disk is there no more either, for the others. */
  void kill(String name) {
    node(name).close();
    nodes.remove(name);
    network.isolate(name, acceptors.keySet());
  }

  /** Puts an empty disk in the place of this node's. */
  StoreId wipe(String name) {
    return addDisk(name);
  }

  Node node(String name) {
    return Objects.requireNonNull(nodes.get(name));
  }

  MemoryAcceptor disk(String name) {
    return Objects.requireNonNull(acceptors.get(name));
  }

  StoreId store(String name) {
    return await(disk(name).identify()).store();
  }

  VirtualTimers timers() {
    return timers;
  }

  Network network() {
    return network;
  }

  Membership.Answer change(String through, Target target) {
    return await(node(through).membership().change(target));
  }

  /** Waits until this node knows a stable configuration of exactly these acceptors. */
  void awaitMembers(String through, String... names) {
    awaitThat(
        () -> {
          Configuration known = node(through).proposer().configuration();
          return known.isStable()
              && known.members().stream()
                  .map(member -> member.id().name())
                  .toList()
                  .equals(List.of(names));
        });
  }

  void awaitThat(BooleanSupplier condition) {
    long end = timers.nanoTime() + PATIENCE.toNanos();
    timers.runUntil(() -> condition.getAsBoolean() || timers.nanoTime() > end);
    assertThat(condition.getAsBoolean()).as("in time").isTrue();
  }

  Outcome<Value> write(String through, String key, String value) {
    return await(
        node(through)
            .proposer()
            .change(
                Key.register(key),
                current -> Decision.write(Value.text(value)),
                Optional.empty(),
                PATIENCE));
  }

  Outcome<Value> delete(String through, String key) {
    return await(
        node(through)
            .proposer()
            .change(Key.register(key), current -> Decision.delete(), Optional.empty(), PATIENCE));
  }

  Versioned<Value> read(String through, String key) {
    return await(node(through).proposer().read(Key.register(key), PATIENCE));
  }

  <T> T await(CompletionStage<T> stage) {
    CompletableFuture<T> future = stage.toCompletableFuture();
    timers.runUntil(future::isDone);
    return future.join();
  }

  static Target target(List<String> removed, List<String> added) {
    return new Target(
        removed.stream().map(AcceptorId::new).toList(),
        added.stream()
            .map(name -> new Target.Newcomer(new AcceptorId(name), "memory:" + name))
            .toList(),
        Optional.empty());
  }

  /** The configuration that an acceptor has installed. */
  Optional<Configuration> installed(String name) {
    Identity identity = await(disk(name).identify());
    return identity.installed();
  }

  private StoreId addDisk(String name) {
    stores++;
    StoreId store = new StoreId(new UUID(0, stores));
    acceptors.put(name, new MemoryAcceptor(store));
    return store;
  }

  private void start(String name, Configuration configuration) {
    ProposerId id = id(name);
    Connector connector = (member, address) -> way(name, member.name());
    Proposer proposer =
        new Proposer(id, configuration, connector, timers, random, Settings.DEFAULT);
    Membership membership =
        new Membership(id, proposer, Optional.of(way(name, name)), connector, timers, settings);
    Collector collector = new Collector(id, proposer, connector, timers, settings);
    nodes.put(name, new Node(proposer, membership, collector));
    membership.start();
    collector.start();
  }

  private Acceptor way(String from, String to) {
    return network.between(from, to, disk(to));
  }

  private ProposerId id(String name) {
    incarnations++;
    return new ProposerId(name, incarnations);
  }

  private static Seed seed(String name) {
    return new Seed(new AcceptorId(name), "memory:" + name);
  }

  static List<String> names(List<Member> members) {
    return members.stream().map(member -> member.id().name()).toList();
  }
}
