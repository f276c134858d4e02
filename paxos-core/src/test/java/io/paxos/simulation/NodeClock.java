package io.paxos.simulation;

import io.paxos.driver.Timers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The clock of one process: it may run too fast or too slowly, and jump. */
final class NodeClock implements Timers {
  private static final int FEW = 64;

  private final VirtualTimers time;
  private final Life life;
  private final double speed;
  private final List<Cancellable> scheduled = new ArrayList<>();
  private int pruneAt = FEW;

  /**
   * A clock that ticks for a life.
   *
   * @param speed 1 is right, 2 is twice as fast
   */
  NodeClock(VirtualTimers time, Life life, double speed) {
    this.time = time;
    this.life = life;
    this.speed = speed;
  }

  @Override
  public long nanoTime() {
    return (long) (time.nanoTime() * speed);
  }

  @Override
  public Cancellable schedule(Duration delay, Runnable task) {
    Cancellable handle = time.scheduleNanos((long) (delay.toNanos() / speed), () -> life.run(task));
    if (scheduled.size() >= pruneAt) {
      scheduled.removeIf(one -> !time.isDue(one));
      pruneAt = Math.max(FEW, 2 * scheduled.size());
    }
    scheduled.add(handle);
    return handle;
  }

  /** Lets every timer fire earlier, or later if it jumps back. */
  void jump(Duration forward) {
    scheduled.forEach(one -> time.bringForward(one, forward.toNanos()));
  }
}
