package io.paxos.simulation;

import io.paxos.history.Fault;
import io.paxos.history.Witness;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Does harm to nodes and links now and then, and in the end makes good what can be made good. */
final class Nemesis {
  private final Cluster cluster;
  private final Swarm swarm;
  private final Dice.Stream luck;
  private final Witness witness;
  private final List<Fault> repertoire;
  private BooleanSupplier goesOn = () -> true;
  private boolean isOver;

  Nemesis(Cluster cluster) {
    this.cluster = cluster;
    this.swarm = cluster.swarm();
    this.luck = cluster.dice().stream("nemesis");
    this.witness = cluster.witness();
    this.repertoire = List.copyOf(swarm.strikes());
    cluster.nodes().forEach(this::restartWhenDead);
  }

  /** Begins, and goes on as long as the condition holds. */
  void start(BooleanSupplier condition) {
    goesOn = condition;
    if (!repertoire.isEmpty()) {
      later(swarm.maxPause(), this::strike);
    }
  }

  /**
   * Ends all harm: everybody lives, and every message arrives. A lost disk stays lost. Who knows
   * nobody any more who is an acceptor is started again, and asks around.
   */
  void makeGood() {
    isOver = true;
    cluster.dice().spare();
    cluster.network().heal();
    for (String name : cluster.nodes()) {
      Node node = cluster.node(name);
      if (!node.isAlive()) {
        node.start();
      }
      node.life().resume();
    }
    cluster.nodes().stream()
        .map(cluster::node)
        .filter(cluster::isLost)
        .forEach(Node::restartProposer);
  }

  private void strike() {
    if (isOver || !goesOn.getAsBoolean()) {
      return;
    }
    Fault fault = repertoire.get((int) luck.below(repertoire.size()));
    Node node = someNode();
    Node other = someNode();
    if (luck.strike()) {
      happen(fault, node, other);
    }
    later(swarm.maxPause(), this::strike);
  }

  private void happen(Fault fault, Node node, Node other) {
    String name = node.name();
    switch (fault) {
      case CUT_ONE_WAY -> cut(fault, name, List.of(other.name()), false);
      case CUT_BETWEEN_TWO -> cut(fault, name, List.of(other.name()), true);
      case ISOLATED -> cut(fault, name, cluster.nodes(), true);
      case CRASHED -> crash(node);
      case ROLLING_RESTART -> rollingRestart();
      case PAUSED -> pause(node);
      case PROPOSER_RESTARTED -> restartProposer(node);
      case DISK_WIPED, DISK_ROLLED_BACK -> ruin(fault, node);
      case CLOCK_JUMPED -> jump(node);
      default -> throw new IllegalArgumentException(fault + " is no strike");
    }
  }

  private void cut(Fault fault, String name, List<String> others, boolean bothWays) {
    Network network = cluster.network();
    witness.happened(fault, name);
    for (String other : others) {
      network.dropMessages(name, other);
      if (bothWays) {
        network.dropMessages(other, name);
      }
    }
    later(
        Duration.ofMillis(25),
        () -> {
          for (String other : others) {
            network.passMessages(name, other);
            network.passMessages(other, name);
          }
        });
  }

  private void crash(Node node) {
    if (node.isAlive()) {
      witness.happened(Fault.CRASHED, node.name());
      node.life().die();
    }
  }

  private void rollingRestart() {
    witness.happened(Fault.ROLLING_RESTART, "all");
    long gap = Duration.ofMillis(1 + luck.below(30)).toNanos();
    List<String> names = cluster.nodes();
    for (int i = 0; i < names.size(); i++) {
      Node node = cluster.node(names.get(i));
      cluster.timers().scheduleNanos(i * gap, () -> crashUnlessOver(node));
    }
  }

  private void crashUnlessOver(Node node) {
    if (!isOver) {
      crash(node);
    }
  }

  private void pause(Node node) {
    if (node.isAlive() && !node.life().isPaused()) {
      witness.happened(Fault.PAUSED, node.name());
      Life life = node.life();
      life.pause();
      later(Duration.ofMillis(40), life::resume);
    }
  }

  private void restartProposer(Node node) {
    if (node.isAlive()) {
      witness.happened(Fault.PROPOSER_RESTARTED, node.name());
      node.restartProposer();
    }
  }

  /** Takes a disk away for good, as long as those that are left are quorums of both kinds. */
  private void ruin(Fault fault, Node node) {
    if (cluster.trust().mayLose(node)) {
      witness.happened(fault, node.name());
      node.life().die();
      if (fault == Fault.DISK_WIPED) {
        node.wipeDisk();
      } else {
        node.rollBackDisk();
      }
    }
  }

  private void jump(Node node) {
    witness.happened(Fault.CLOCK_JUMPED, node.name());
    node.jumpClock(Duration.ofMillis(luck.below(200) - 50));
  }

  /** Whenever its process dies, by whatever cause, a node is started again some time later. */
  private void restartWhenDead(String name) {
    Node node = cluster.node(name);
    node.life()
        .whenDead(
            () -> {
              later(
                  Duration.ofMillis(25),
                  () -> {
                    if (!node.isAlive()) {
                      node.start();
                    }
                    restartWhenDead(name);
                  });
            });
  }

  private void later(Duration most, Runnable event) {
    cluster.timers().scheduleNanos(luck.below(most.toNanos() + 1), event);
  }

  private Node someNode() {
    List<String> names = cluster.nodes();
    return cluster.node(names.get((int) luck.below(names.size())));
  }
}
