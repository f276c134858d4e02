package io.paxos.simulation;

import io.paxos.driver.Timers;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

/** Time that passes only when there is nothing left to do at the present moment. One thread. */
public final class VirtualTimers implements Timers {
  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(Comparator.comparingLong(Task::at).thenComparingLong(Task::number));
  private long now;
  private long numbers;

  private record Task(long at, long number, Runnable action) {}

  @Override
  public long nanoTime() {
    return now;
  }

  @Override
  public Cancellable schedule(Duration delay, Runnable action) {
    Task task = new Task(now + delay.toNanos(), numbers++, action);
    tasks.add(task);
    return () -> tasks.remove(task);
  }

  /**
   * Lets time pass until the condition holds.
   *
   * @throws AssertionError if it does not hold when nothing is left to happen
   */
  public void runUntil(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      if (!runNext()) {
        throw new AssertionError("nothing is left to happen, and it has not come true");
      }
    }
  }

  /** Lets everything happen that is due within this time. */
  public void advance(Duration duration) {
    long end = now + duration.toNanos();
    while (!tasks.isEmpty() && tasks.element().at() <= end) {
      runNext();
    }
    now = end;
  }

  private boolean runNext() {
    Task task = tasks.poll();
    if (task == null) {
      return false;
    }
    now = task.at();
    task.action().run();
    return true;
  }
}
