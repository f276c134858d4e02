package io.paxos.simulation;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/** A campaign that lasts for hours, and says every minute how far it is. */
final class Soak {
  private final PrintStream out;
  private final long begin = System.nanoTime();
  private final long durationNanos;
  private final AtomicLong nextReport = new AtomicLong(Duration.ofMinutes(1).toNanos());
  private final LongAdder histories = new LongAdder();
  private final LongAdder operations = new LongAdder();
  private final LongAdder faults = new LongAdder();

  Soak(Duration duration, PrintStream out) {
    this.durationNanos = duration.toNanos();
    this.out = out;
  }

  /** Plays seeds from this one on until the time is over, or one fails. */
  Campaign.Summary run(long firstSeed, Consumer<Run> onRun) {
    out.printf("seeds from %d on%n", firstSeed);
    Campaign campaign =
        new Campaign(
            firstSeed, Long.MAX_VALUE, () -> elapsed() < durationNanos, onRun.andThen(this::count));
    return campaign.run(Runtime.getRuntime().availableProcessors());
  }

  private void count(Run run) {
    histories.increment();
    operations.add(run.history().size());
    faults.add(run.faultsInFlight());
    long due = nextReport.get();
    long minute = Duration.ofMinutes(1).toNanos();
    if (elapsed() >= due && nextReport.compareAndSet(due, due + minute)) {
      out.printf(
          "minute %d: %,d histories, %,d operations, %,d faults in flight, seed %d%n",
          due / minute, histories.sum(), operations.sum(), faults.sum(), run.plan().seed());
    }
  }

  private long elapsed() {
    return System.nanoTime() - begin;
  }
}
