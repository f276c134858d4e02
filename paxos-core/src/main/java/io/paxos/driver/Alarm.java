package io.paxos.driver;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The timer of something that may be over before the timer is set: what is answered at once costs
 * no timer. Thread-safe.
 */
final class Alarm {
  private Timers.@Nullable Cancellable timer;
  private boolean off;

  /** Runs the task after this delay, unless the alarm is off by now. Called once. */
  synchronized void set(Timers timers, Duration delay, Runnable task) {
    if (!off) {
      timer = timers.schedule(delay, task);
    }
  }

  /**
   * It is over.
   *
   * @return whether it was not before
   */
  synchronized boolean turnOff() {
    boolean first = !off;
    off = true;
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
    return first;
  }
}
