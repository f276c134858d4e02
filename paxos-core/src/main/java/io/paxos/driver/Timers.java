package io.paxos.driver;

import java.time.Duration;

/** The only clock there is: monotonic, and swapped for a virtual one in simulations. */
public interface Timers {
  /** Nanoseconds since some fixed moment, never going back. */
  long nanoTime();

  /** Runs the task once, after this delay, on a thread that it must not block. */
  Cancellable schedule(Duration delay, Runnable task);

  /** A scheduled task. */
  interface Cancellable {
    /** Makes it not run, unless it is running or has run. */
    void cancel();
  }
}
