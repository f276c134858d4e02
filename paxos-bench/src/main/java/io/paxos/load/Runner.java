package io.paxos.load;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Runs plans, one after the other, and tells every second how it goes. */
final class Runner implements AutoCloseable {
  private static final long SECOND_MILLIS = 1_000;
  private static final double NANOS_PER_SECOND = 1e9;

  private final PrintWriter progress;
  private final Vertx vertx =
      Vertx.vertx(
          new VertxOptions()
              .setEventLoopPoolSize(1)
              .setWorkerPoolSize(1)
              .setInternalBlockingPoolSize(2)
              .setFileSystemOptions(
                  new FileSystemOptions()
                      .setFileCachingEnabled(false)
                      .setClassPathResolvingEnabled(false)));

  Runner(PrintWriter progress) {
    this.progress = progress;
  }

  /**
   * Writes every key.
   *
   * @throws IllegalStateException if that fails
   */
  void fill(Subject subject) {
    Plan plan = subject.plan();
    HttpClient http = client(plan);
    try {
      await(onEventLoop(() -> Fill.fill(http, plan, subject.target())));
    } finally {
      await(http.close());
    }
  }

  /** Runs a plan to its end. */
  RunFigures run(Subject subject, Faults faults) {
    HttpClient http = client(subject.plan());
    try {
      return await(onEventLoop(() -> run(http, subject, faults)));
    } finally {
      await(http.close());
    }
  }

  private Future<RunFigures> run(HttpClient http, Subject subject, Faults faults) {
    Plan plan = subject.plan();
    Measurement measurement = new Measurement(plan.nodes(), plan.duration());
    Load load = new Load(vertx, http, plan, subject.target(), measurement);
    Future<Void> over = load.run();
    long from = load.measuredFrom();
    faults.start(
        from,
        fault -> {
          double second = (System.nanoTime() - from) / NANOS_PER_SECOND;
          vertx.runOnContext(
              unused ->
                  measurement.fault(
                      new RunFigures.FaultFigures(
                          fault.action().word(),
                          fault.node(),
                          Math.round(second * 1000) / 1000.0)));
        });
    CpuTime cpu = new CpuTime(plan);
    long ticks =
        vertx.setPeriodic(
            SECOND_MILLIS,
            unused -> tell(subject, measurement.lastSecond(System.nanoTime() - from)));
    return over.map(
        unused -> {
          vertx.cancelTimer(ticks);
          return measurement.figures(subject.label(), cpu.share());
        });
  }

  /** How much of a core the event loop's thread used while it was measured. */
  private final class CpuTime {
    private final double seconds;
    private long before;
    private OptionalLong after = OptionalLong.empty();

    CpuTime(Plan plan) {
      seconds = plan.duration().toNanos() / NANOS_PER_SECOND;
      // Who begins a run need not be on the event loop; what is scheduled is.
      vertx.runOnContext(unused -> before = used());
      if (!plan.warmup().isZero()) {
        vertx.setTimer(plan.warmup().toMillis(), unused -> before = used());
      }
      vertx.setTimer(
          plan.warmup().plus(plan.duration()).toMillis(),
          unused -> after = OptionalLong.of(used()));
    }

    private static long used() {
      return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** Until the end of what was measured, or until now if that has not been noticed yet. */
    double share() {
      return Math.round(
              (after.orElseGet(CpuTime::used) - before) / NANOS_PER_SECOND / seconds * 1000)
          / 1000.0;
    }
  }

  private void tell(Subject subject, Second second) {
    String when = second.number() < 0 ? "warm-up" : (second.number() + 1) + " s";
    String latency =
        second
            .latency()
            .map(
                found ->
                    String.format(
                        Locale.ROOT,
                        "p50 %.1f ms, p99 %.1f ms",
                        found.p50Millis(),
                        found.p99Millis()))
            .orElse("nothing succeeded");
    progress.printf(
        Locale.ROOT,
        "%s %8s: %6d/s, %s, %d errors%n",
        subject.label(),
        when,
        second.succeeded(),
        latency,
        second.failed());
    progress.flush();
  }

  private static HttpClientOptions options(Plan plan) {
    return new HttpClientOptions()
        .setKeepAlive(true)
        .setPipelining(false)
        .setMaxPoolSize(plan.connections() + plan.nodes().size())
        .setConnectTimeout(Math.toIntExact(plan.timeout().toMillis()));
  }

  private HttpClient client(Plan plan) {
    return vertx.createHttpClient(options(plan));
  }

  private <T> Future<T> onEventLoop(Supplier<Future<T>> work) {
    Promise<T> promise = Promise.promise();
    vertx.runOnContext(unused -> work.get().onComplete(promise));
    return promise.future();
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().join();
    } catch (CompletionException failed) {
      throw new IllegalStateException(failed.getCause() == null ? failed : failed.getCause());
    }
  }

  @Override
  public void close() {
    await(vertx.close());
  }
}
