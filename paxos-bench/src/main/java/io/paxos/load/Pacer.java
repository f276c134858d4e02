package io.paxos.load;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/**
 * Tells of arrivals at fixed times, on a thread of its own: the timers of an event loop are coarser
 * than what is measured.
 */
final class Pacer {
  private static final long NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Thread thread;

  /**
   * A pacer.
   *
   * @param start first arrival, as of {@link System#nanoTime}
   * @param end of the arrivals
   * @param arrived is given the number of arrivals that are due altogether
   */
  Pacer(int perSecond, long start, long end, LongConsumer arrived) {
    thread = new Thread(() -> pace(perSecond, start, end, arrived), "arrivals");
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** When an arrival is due, after the first. */
  static long due(long arrival, int perSecond) {
    return arrival / perSecond * NANOS_PER_SECOND
        + arrival % perSecond * NANOS_PER_SECOND / perSecond;
  }

  private static void pace(int perSecond, long start, long end, LongConsumer arrived) {
    long arrivals = 0;
    while (due(arrivals, perSecond) < end - start) {
      long wait = start + due(arrivals, perSecond) - System.nanoTime();
      if (wait > 0) {
        LockSupport.parkNanos(wait);
      } else {
        while (due(arrivals, perSecond) <= System.nanoTime() - start
            && due(arrivals, perSecond) < end - start) {
          arrivals++;
        }
        arrived.accept(arrivals);
      }
    }
  }
}
