package io.paxos.driver;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The machine's monotonic clock, and one daemon thread. Thread-safe. */
public final class SystemTimers implements Timers, AutoCloseable {
  private final ScheduledThreadPoolExecutor executor;

  /** Timers with a thread of this name. */
  public SystemTimers(String threadName) {
    this.executor =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, threadName);
              thread.setDaemon(true);
              return thread;
            });
    executor.setRemoveOnCancelPolicy(true);
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public Cancellable schedule(Duration delay, Runnable task) {
    Future<?> scheduled = executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    return () -> scheduled.cancel(false);
  }

  /** Drops every task that has not run. */
  @Override
  public void close() {
    executor.shutdownNow();
  }
}
