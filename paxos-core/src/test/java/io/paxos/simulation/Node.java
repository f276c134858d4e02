package io.paxos.simulation;

import io.paxos.driver.Proposer;
import io.paxos.protocol.Member;
import io.paxos.protocol.ProposerId;
import io.paxos.protocol.StoreId;
import io.paxos.spi.Acceptor;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A machine: a disk, and one process after the other, each a proposer and an acceptor. */
final class Node implements Site, AutoCloseable {
  private final Cluster cluster;
  private final String name;
  private final StoreId store;
  private final Disk disk;
  private final Dice.Stream luck;
  private final double clockSpeed;
  private @Nullable Running running;

  /** What ends with a process. */
  private static final class Running {
    private final Life life;
    private final NodeClock clock;
    private final DiskAcceptor acceptor;
    private Proposer proposer;

    Running(Life life, NodeClock clock, DiskAcceptor acceptor, Proposer proposer) {
      this.life = life;
      this.clock = clock;
      this.acceptor = acceptor;
      this.proposer = proposer;
    }
  }

  /** A member of the cluster that has not started; its disk has the configuration. */
  Node(Cluster cluster, Member member, Disk disk, double clockSpeed) {
    this.cluster = cluster;
    this.name = member.id().name();
    this.store = member.store();
    this.disk = disk;
    this.luck = cluster.dice().stream(name);
    this.clockSpeed = clockSpeed;
    var unused = Disk.now(disk.acceptor().install(cluster.configuration()));
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
    Life life = new Life(name, luck, cluster.swarm().crashAtSend(), cluster.witness());
    NodeClock clock = new NodeClock(cluster.timers(), life, clockSpeed);
    DiskAcceptor acceptor =
        new DiskAcceptor(life, disk, clock, luck, cluster.swarm().diskTrouble(), cluster.witness());
    running = new Running(life, clock, acceptor, newProposer(life, clock));
    acceptor.open();
  }

  /** Replaces the proposer by one with nothing in memory; the acceptor goes on. */
  void restartProposer() {
    running().proposer = newProposer(running().life, running().clock);
  }

  Life life() {
    return running().life;
  }

  Proposer proposer() {
    return running().proposer;
  }

  Acceptor acceptor() {
    return running().acceptor;
  }

  void jumpClock(Duration forward) {
    running().clock.jump(forward);
  }

  /** Whether the disk is still the one that made the promises. */
  boolean isTrusted() {
    return disk.store().equals(store) && !disk.hasLostHistory();
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

  private Proposer newProposer(Life life, NodeClock clock) {
    ProposerId id = new ProposerId(name, luck.nextLong());
    cluster.witness().started(name, id);
    return new Proposer(
        id,
        cluster.configuration(),
        (member, address) -> cluster.way(life, id, member.name()),
        clock,
        luck,
        cluster.swarm().settings());
  }

  private Running running() {
    if (running == null) {
      throw new IllegalStateException(name + " has not started");
    }
    return running;
  }
}
