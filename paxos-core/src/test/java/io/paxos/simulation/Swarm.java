package io.paxos.simulation;

import io.paxos.driver.Settings;
import io.paxos.history.Fault;
import io.paxos.protocol.AcceptorGroup;
import io.paxos.protocol.AcceptorId;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Member;
import io.paxos.protocol.StoreId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;

/**
 * What a run is like: how many nodes, and which classes of faults happen how often. Every seed
 * switches its own on and off, because faults that all happen at once hide each other. Source:
 * Groce et al., <em>Swarm Testing</em>, 2012.
 *
 * @param nodes that are acceptors at first, each a proposer as well
 * @param prepareSize how many acceptors make a prepare quorum
 * @param acceptSize how many make an accept quorum
 * @param network what happens to messages
 * @param crashAtSend how probable a crash is before, and again after, any message is sent
 * @param diskTrouble what happens to commits
 * @param strikes what happens to nodes and to links now and then
 * @param maxPause between two strikes
 * @param clockSkew how much faster or slower than it should a clock may run, 0 to 1
 * @param impatience how many clients do not wait for an answer, 0 to 1
 * @param settings of every proposer
 * @param upkeep how the nodes look after their cluster
 */
record Swarm(
    int nodes,
    int prepareSize,
    int acceptSize,
    Network.Faults network,
    double crashAtSend,
    DiskAcceptor.Trouble diskTrouble,
    Set<Fault> strikes,
    Duration maxPause,
    double clockSkew,
    double impatience,
    Settings settings,
    Upkeep upkeep) {

  /** What may happen to a node or a link at any moment. */
  static final Set<Fault> STRIKES =
      EnumSet.of(
          Fault.CUT_ONE_WAY,
          Fault.CUT_BETWEEN_TWO,
          Fault.ISOLATED,
          Fault.CRASHED,
          Fault.ROLLING_RESTART,
          Fault.PAUSED,
          Fault.PROPOSER_RESTARTED,
          Fault.DISK_WIPED,
          Fault.DISK_ROLLED_BACK,
          Fault.CLOCK_JUMPED);

  private static final Duration ATTEMPT_TIMEOUT = Duration.ofMillis(40);

  /** Nothing ever goes wrong but what the network does. */
  static Swarm calm(int nodes, Network.Faults network, Settings settings) {
    int majority = nodes / 2 + 1;
    return new Swarm(
        nodes,
        majority,
        majority,
        network,
        0,
        DiskAcceptor.Trouble.NONE,
        Set.of(),
        Duration.ZERO,
        0,
        0,
        settings,
        Upkeep.NONE);
  }

  /**
   * What a seed brings.
   *
   * @param upkeepLuck a stream of its own, so that runs without upkeep are what they would be
   */
  static Swarm of(Dice.Stream luck, Dice.Stream upkeepLuck) {
    int nodes = luck.isLucky(0.85) ? 3 : 4 + (int) luck.below(2);
    int acceptSize = luck.isLucky(0.75) ? nodes / 2 + 1 : 1 + (int) luck.below(nodes);
    int prepareSize = Math.max(nodes - acceptSize + 1, nodes / 2 + 1);
    boolean crashes = luck.nextBoolean();
    return new Swarm(
        nodes,
        prepareSize,
        acceptSize,
        network(luck),
        crashes ? luck.nextDouble() * 0.001 : 0,
        new DiskAcceptor.Trouble(
            crashes ? luck.nextDouble() * 0.004 : 0,
            luck.nextBoolean() ? luck.nextDouble() * 0.006 : 0,
            Duration.ofMillis(luck.below(4)),
            Duration.ofMillis(5 + luck.below(40))),
        strikes(luck),
        Duration.ofMillis(15 + luck.below(60)),
        luck.nextBoolean() ? luck.nextDouble() * 0.5 : 0,
        luck.nextBoolean() ? 0 : luck.nextDouble() * 0.1,
        settings(luck),
        Upkeep.of(upkeepLuck));
  }

  /** The first acceptors, {@code n1}, {@code n2}, …, with a store each. */
  Configuration configuration(List<StoreId> stores) {
    List<Member> members = new ArrayList<>();
    for (int number = 1; number <= nodes; number++) {
      AcceptorId id = new AcceptorId("n" + number);
      members.add(new Member(id, "memory:" + id.name(), stores.get(number - 1)));
    }
    return Configuration.stable(1, new AcceptorGroup(members, prepareSize, acceptSize));
  }

  /** A disk for each node, those of the first acceptors first. */
  List<Disk> disks(Storage storage) {
    return LongStream.rangeClosed(1, nodes + upkeep.spares())
        .mapToObj(number -> new Disk(storage, new StoreId(new UUID(0, number))))
        .toList();
  }

  private static Network.Faults network(Dice.Stream luck) {
    return new Network.Faults(
        luck.nextBoolean() ? 0 : luck.nextDouble() * 0.06,
        luck.nextBoolean() ? 0 : luck.nextDouble() * 0.06,
        luck.nextBoolean() ? 0 : luck.nextDouble() * 0.1,
        luck.nextBoolean() ? 0 : luck.nextDouble() * 0.06,
        luck.isLucky(0.8),
        Duration.ofMillis(1 + luck.below(6)),
        ATTEMPT_TIMEOUT.multipliedBy(1 + luck.below(4)));
  }

  /** Some of them; disks can be taken away only so often, so there is always something else too. */
  private static Set<Fault> strikes(Dice.Stream luck) {
    Set<Fault> some = EnumSet.noneOf(Fault.class);
    for (Fault fault : STRIKES) {
      if (luck.isLucky(0.4)) {
        some.add(fault);
      }
    }
    if (Set.of(Fault.DISK_WIPED, Fault.DISK_ROLLED_BACK).containsAll(some)) {
      some.add(Fault.CRASHED);
    }
    return some;
  }

  private static Settings settings(Dice.Stream luck) {
    return new Settings(
        1024,
        ATTEMPT_TIMEOUT,
        Duration.ofMillis(luck.below(10)),
        Duration.ofMillis(1 + luck.below(10)),
        Duration.ofMillis(20 + luck.below(40)),
        luck.isLucky(0.2) ? 1 : 100,
        luck.isLucky(0.2) ? 2 : 1000);
  }
}
