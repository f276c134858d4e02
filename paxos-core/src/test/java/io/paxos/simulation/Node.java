package io.paxos.simulation;

import io.paxos.driver.Connector;
import io.paxos.driver.Proposer;
import io.paxos.driver.upkeep.Collector;
import io.paxos.driver.upkeep.Membership;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.ProposerId;
import io.paxos.protocol.StoreId;
import io.paxos.spi.Acceptor;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A machine: a disk, and one process after the other, each a proposer and an acceptor, which may be
 * a member of the cluster or not.
 */
final class Node implements Site, AutoCloseable {
  private final Cluster cluster;
  private final String name;
  private final Disk disk;
  private final Dice.Stream luck;
  private final double clockSpeed;
  private Configuration known;
  private @Nullable Running running;

  /** What ends with a process. */
  private static final class Running {
    private final Life life;
    private final NodeClock clock;
    private final DiskAcceptor acceptor;
    private Proposing proposing;

    Running(Life life, NodeClock clock, DiskAcceptor acceptor, Proposing proposing) {
      this.life = life;
      this.clock = clock;
      this.acceptor = acceptor;
      this.proposing = proposing;
    }
  }

  /** A proposer, and what looks after the cluster with its help. */
  private record Proposing(Proposer proposer, Membership membership, Collector collector) {
    /** What looks after the cluster leaves off; the proposer goes on, for those who wait for it. */
    private void leaveOff() {
      membership.close();
      collector.close();
    }
  }

  /**
   * A node that has not started.
   *
   * @param known the configuration that it was told of
   */
  Node(Cluster cluster, String name, Configuration known, Disk disk, double clockSpeed) {
    this.cluster = cluster;
    this.name = name;
    this.known = known;
    this.disk = disk;
    this.luck = cluster.dice().stream(name);
    this.clockSpeed = clockSpeed;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean isAlive() {
    return life().isAlive();
  }

  @Override
  public void run(Runnable event) {
    life().run(event);
  }

  @Override
  public void send(Runnable message) {
    life().send(message);
  }

  /** Starts a process; if there was one, it is dead. */
  void start() {
    known = whatIsKnown();
    Life life = new Life(name, luck, cluster.swarm().crashAtSend(), cluster.witness());
    NodeClock clock = new NodeClock(cluster.timers(), life, clockSpeed);
    DiskAcceptor acceptor =
        new DiskAcceptor(life, disk, clock, luck, cluster.swarm().diskTrouble(), cluster.witness());
    running = new Running(life, clock, acceptor, newProposing(life, clock, acceptor));
    acceptor.open();
    begin();
  }

  /** Replaces the proposer by one with nothing in memory; the acceptor goes on. */
  void restartProposer() {
    known = whatIsKnown();
    Running present = running();
    present.proposing.leaveOff();
    present.proposing = newProposing(present.life, present.clock, present.acceptor);
    begin();
  }

  Life life() {
    return running().life;
  }

  Proposer proposer() {
    return running().proposing.proposer();
  }

  Membership membership() {
    return running().proposing.membership();
  }

  Acceptor acceptor() {
    return running().acceptor;
  }

  /** The newest configuration that the process has heard of, or that is on its disk. */
  Configuration configuration() {
    Configuration heard = running == null ? known : proposer().configuration();
    return disk.installed().filter(one -> one.era() > heard.era()).orElse(heard);
  }

  /** The configuration that its acceptor has installed; the first one if there is none. */
  Configuration installed() {
    return disk.installed().orElse(cluster.configuration());
  }

  void jumpClock(Duration forward) {
    running().clock.jump(forward);
  }

  /** The memory that votes here. */
  StoreId store() {
    return disk.store();
  }

  /** Whether the disk remembers everything that was ever promised on it. */
  boolean remembers() {
    return !disk.hasLostHistory();
  }

  /** Whether nothing was ever kept on the disk. */
  boolean isEmpty() {
    return disk.isEmpty();
  }

  /** Puts an earlier copy in place of the disk; only while no process uses it. */
  void rollBackDisk() {
    disk.rollBack();
  }

  /** Puts an empty disk in its place; only while no process uses it. */
  void wipeDisk() {
    disk.replace(new StoreId(new UUID(luck.nextLong(), luck.nextLong())));
  }

  @Override
  public void close() {
    disk.close();
  }

  /**
   * At its start a process asks whom it can reach for the configuration that they have installed;
   * sometimes it reaches nobody, and goes by what it knew.
   */
  private Configuration whatIsKnown() {
    boolean reaches =
        cluster.swarm().upkeep().isDone() && (cluster.dice().isSparing() || luck.nextBoolean());
    return reaches ? cluster.newestInstalled(configuration()) : configuration();
  }

  private Proposing newProposing(Life life, NodeClock clock, Acceptor acceptor) {
    ProposerId id = new ProposerId(name, luck.nextLong());
    cluster.witness().started(name, id);
    Proposer proposer =
        new Proposer(
            id,
            known,
            (member, address) -> cluster.way(life, id, member.name()),
            clock,
            luck,
            cluster.swarm().settings());
    Connector connector = (member, address) -> cluster.upkeepWay(life, id, member.name());
    Upkeep upkeep = cluster.swarm().upkeep();
    return new Proposing(
        proposer,
        new Membership(id, proposer, Optional.of(acceptor), connector, clock, upkeep.settings()),
        new Collector(id, proposer, connector, clock, upkeep.settings()));
  }

  private void begin() {
    Upkeep upkeep = cluster.swarm().upkeep();
    if (upkeep.operators() > 0) {
      membership().start();
    }
    if (upkeep.collects()) {
      running().proposing.collector().start();
    }
  }

  private Running running() {
    if (running == null) {
      throw new IllegalStateException(name + " has not started");
    }
    return running;
  }
}
