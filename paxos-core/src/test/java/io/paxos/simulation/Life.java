package io.paxos.simulation;

import io.paxos.history.Fault;
import io.paxos.history.Witness;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * One life of a node: what it has in memory ends with it. What it sent may still arrive; what is
 * sent to it later finds its successor.
 */
final class Life implements Site {
  private final String node;
  private final Dice.Stream luck;
  private final double crashAtSend;
  private final Witness witness;
  private final Queue<Runnable> backlog = new ArrayDeque<>();
  private final List<Runnable> mourners = new ArrayList<>();
  private boolean alive = true;
  private boolean paused;

  /**
   * A process that begins.
   *
   * @param crashAtSend how probable it is that it dies before, or after, any message it sends
   */
  Life(String node, Dice.Stream luck, double crashAtSend, Witness witness) {
    this.node = node;
    this.luck = luck;
    this.crashAtSend = crashAtSend;
    this.witness = witness;
  }

  @Override
  public String name() {
    return node;
  }

  @Override
  public boolean isAlive() {
    return alive;
  }

  boolean isPaused() {
    return paused;
  }

  @Override
  public void run(Runnable event) {
    if (alive && paused) {
      backlog.add(event);
    } else if (alive) {
      event.run();
    }
  }

  @Override
  public void send(Runnable message) {
    if (alive && !diesNow(crashAtSend, Fault.CRASHED_BEFORE_SEND)) {
      message.run();
      boolean unused = diesNow(crashAtSend, Fault.CRASHED_AFTER_SEND);
    }
  }

  /** Whether it dies at this very point; whoever asks must go no further then. */
  boolean diesNow(double probability, Fault how) {
    if (!luck.strikes(probability)) {
      return false;
    }
    witness.happened(how, node);
    die();
    return true;
  }

  /** Ends it, in the middle of whatever it does. */
  void die() {
    if (alive) {
      alive = false;
      backlog.clear();
      List.copyOf(mourners).forEach(Runnable::run);
    }
  }

  /** Told when it dies. */
  void whenDead(Runnable mourner) {
    mourners.add(mourner);
  }

  /** Stands still: events wait. */
  void pause() {
    paused = true;
  }

  /** Goes on, with everything that has happened meanwhile. */
  void resume() {
    paused = false;
    while (alive && !paused && !backlog.isEmpty()) {
      backlog.remove().run();
    }
  }
}
