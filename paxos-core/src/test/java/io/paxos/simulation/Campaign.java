package io.paxos.simulation;

import io.paxos.checker.Sightings;
import io.paxos.history.Operation;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Many seeds, one after the other, on several threads. Every hundredth is played twice. */
final class Campaign {
  private static final int REPLAY_EVERY = 100;

  private final AtomicLong nextSeed;
  private final AtomicLong smallestFailure = new AtomicLong(Long.MAX_VALUE);
  private final BooleanSupplier goesOn;
  private final Consumer<Run> onRun;
  private final long endSeed;

  /**
   * What came of it.
   *
   * @param unknown operations whose outcome the client did not learn
   * @param replayed how many seeds were played twice, and went the same way
   * @param cpuNanos of all threads
   * @param failed the smallest seed that failed
   */
  record Summary(
      long histories,
      long operations,
      long unknown,
      long faultsInFlight,
      int fewestOperations,
      int fewestFaults,
      long replayed,
      long cpuNanos,
      Sightings sightings,
      OptionalLong failed) {

    /** Histories for each minute of one core. */
    long historiesPerCoreMinute() {
      return cpuNanos == 0 ? 0 : (long) (histories * 60e9 / cpuNanos);
    }

    @Override
    public String toString() {
      return ("%,d histories, %,d operations (%.1f %% unknown), %,d faults in flight; "
              + "%,d histories a core-minute; %,d seeds played twice")
          .formatted(
              histories,
              operations,
              100.0 * unknown / Math.max(1, operations),
              faultsInFlight,
              historiesPerCoreMinute(),
              replayed);
    }
  }

  /**
   * A campaign over seeds from one to another.
   *
   * @param endSeed the first that is not played
   * @param goesOn asked before each seed
   * @param onRun told of each run, on any thread
   */
  Campaign(long firstSeed, long endSeed, BooleanSupplier goesOn, Consumer<Run> onRun) {
    this.nextSeed = new AtomicLong(firstSeed);
    this.endSeed = endSeed;
    this.goesOn = goesOn;
    this.onRun = onRun;
  }

  /** Plays so many seeds on every core there is. */
  static Summary play(long firstSeed, long count, Consumer<Run> onRun) {
    int threads = Runtime.getRuntime().availableProcessors();
    return new Campaign(firstSeed, firstSeed + count, () -> true, onRun).run(threads);
  }

  /** Ends with the last seed, or when some seed has failed and all smaller ones are played. */
  Summary run(int threads) {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Share>> shares = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        shares.add(executor.submit(this::playMyShare));
      }
      Share sum = new Share();
      for (Future<Share> share : shares) {
        sum.add(share.get());
      }
      return sum.summary(failed());
    } catch (InterruptedException | ExecutionException failed) {
      throw new IllegalStateException("a campaign broke off", failed);
    } finally {
      executor.shutdownNow();
    }
  }

  private OptionalLong failed() {
    long failed = smallestFailure.get();
    return failed == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(failed);
  }

  private Share playMyShare() {
    Share share = new Share();
    long begin = cpuNanos();
    long seed = nextSeed.getAndIncrement();
    while (seed < Math.min(endSeed, smallestFailure.get()) && goesOn.getAsBoolean()) {
      play(seed, share);
      seed = nextSeed.getAndIncrement();
    }
    share.cpuNanos = cpuNanos() - begin;
    return share;
  }

  private void play(long seed, Share share) {
    Run run = Run.of(Plan.of(seed));
    share.add(run);
    onRun.accept(run);
    boolean failed = run.failure().isPresent();
    if (!failed && seed % REPLAY_EVERY == 0) {
      failed = !Replay.isTheSameTwice(seed);
      share.replayed++;
    }
    if (failed) {
      smallestFailure.accumulateAndGet(seed, Math::min);
    }
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** What one thread has done. */
  private static final class Share {
    private final Sightings sightings = new Sightings();
    private long histories;
    private long operations;
    private long unknown;
    private long faultsInFlight;
    private int fewestOperations = Integer.MAX_VALUE;
    private int fewestFaults = Integer.MAX_VALUE;
    private long replayed;
    private long cpuNanos;

    void add(Run run) {
      histories++;
      operations += run.history().size();
      for (Operation operation : run.history()) {
        unknown += operation.result() instanceof Operation.Maybe ? 1 : 0;
      }
      faultsInFlight += run.faultsInFlight();
      fewestOperations = Math.min(fewestOperations, run.history().size());
      fewestFaults = Math.min(fewestFaults, run.faultsInFlight());
      sightings.merge(run.sightings());
    }

    void add(Share other) {
      histories += other.histories;
      operations += other.operations;
      unknown += other.unknown;
      faultsInFlight += other.faultsInFlight;
      fewestOperations = Math.min(fewestOperations, other.fewestOperations);
      fewestFaults = Math.min(fewestFaults, other.fewestFaults);
      replayed += other.replayed;
      cpuNanos += other.cpuNanos;
      sightings.merge(other.sightings);
    }

    Summary summary(OptionalLong failed) {
      return new Summary(
          histories,
          operations,
          unknown,
          faultsInFlight,
          fewestOperations,
          fewestFaults,
          replayed,
          cpuNanos,
          sightings,
          failed);
    }
  }
}
