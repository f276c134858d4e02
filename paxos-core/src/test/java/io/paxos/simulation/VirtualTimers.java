package io.paxos.simulation;

import io.paxos.driver.Timers;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.BooleanSupplier;

/** Time that passes only when there is nothing left to do at the present moment. One thread. */
public final class VirtualTimers implements Timers {
  private static final int NOT_QUEUED = -1;

  /** A binary heap; every task knows its place, so that it can be taken out. */
  private Task[] heap = new Task[64];

  private int size;
  private long now;
  private long numbers;

  /** Something to be done at a moment; of the same moment, what was scheduled first. */
  private final class Task implements Cancellable {
    private final Runnable action;
    private final long number;
    private long at;
    private int place = NOT_QUEUED;

    Task(long at, long number, Runnable action) {
      this.at = at;
      this.number = number;
      this.action = action;
    }

    @Override
    public void cancel() {
      if (place != NOT_QUEUED) {
        remove(this);
      }
    }

    private boolean isBefore(Task other) {
      return at < other.at || (at == other.at && number < other.number);
    }
  }

  @Override
  public long nanoTime() {
    return now;
  }

  @Override
  public Cancellable schedule(Duration delay, Runnable action) {
    return scheduleNanos(delay.toNanos(), action);
  }

  /** Runs the task once, after so many nanoseconds. */
  public Cancellable scheduleNanos(long delayNanos, Runnable action) {
    Task task = new Task(now + Math.max(0, delayNanos), numbers++, action);
    add(task);
    return task;
  }

  /** Brings a task forward, or puts it off if the shift is negative, unless it has run. */
  void bringForward(Cancellable scheduled, long nanos) {
    Task task = (Task) scheduled;
    if (task.place != NOT_QUEUED) {
      remove(task);
      task.at = Math.max(now, task.at - nanos);
      add(task);
    }
  }

  /** Whether a task has neither run nor been cancelled. */
  boolean isDue(Cancellable scheduled) {
    return ((Task) scheduled).place != NOT_QUEUED;
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
    while (size > 0 && heap[0].at <= end) {
      runNext();
    }
    now = end;
  }

  /** Lets the next thing happen; false if there is none. */
  private boolean runNext() {
    if (size == 0) {
      return false;
    }
    Task task = heap[0];
    remove(task);
    now = task.at;
    task.action.run();
    return true;
  }

  private void add(Task task) {
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, 2 * size);
    }
    rise(task, size++);
  }

  private void remove(Task task) {
    int hole = task.place;
    task.place = NOT_QUEUED;
    Task last = heap[--size];
    heap[size] = null;
    if (last != task) {
      sink(last, hole);
      rise(last, last.place);
    }
  }

  private void rise(Task task, int from) {
    int place = from;
    while (place > 0) {
      Task parent = heap[(place - 1) / 2];
      if (!task.isBefore(parent)) {
        break;
      }
      put(parent, place);
      place = (place - 1) / 2;
    }
    put(task, place);
  }

  private void sink(Task task, int from) {
    int place = from;
    int child = 2 * place + 1;
    while (child < size) {
      if (child + 1 < size && heap[child + 1].isBefore(heap[child])) {
        child++;
      }
      if (!heap[child].isBefore(task)) {
        break;
      }
      put(heap[child], place);
      place = child;
      child = 2 * place + 1;
    }
    put(task, place);
  }

  private void put(Task task, int place) {
    heap[place] = task;
    task.place = place;
  }
}
