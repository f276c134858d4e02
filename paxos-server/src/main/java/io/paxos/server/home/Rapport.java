package io.paxos.server.home;

import io.paxos.server.http.Response;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Whether one other node still answers: when nothing has come back for clearly longer than usual it
 * is asked for a sign of life, and when that does not come either, everything that it owes an
 * answer is lost. Thread-safe.
 */
final class Rapport {
  private static final long PATIENCE_NANOS = Duration.ofMillis(40).toNanos();
  private static final long MAX_PATIENCE_NANOS = Duration.ofSeconds(1).toNanos();
  private static final int USUAL_TIMES = 4;
  private static final long UNKNOWN_NANOS = Duration.ofMillis(250).toNanos();

  private final Vertx vertx;
  private final Supplier<Future<?>> ping;
  private final Set<Promise<Reached>> owed = new HashSet<>();
  private long usualNanos = UNKNOWN_NANOS;
  private long heardAt;
  private boolean watched;

  /**
   * A rapport with a node that nothing is known of.
   *
   * @param ping asks for a sign of life
   */
  Rapport(Vertx vertx, Supplier<Future<?>> ping) {
    this.vertx = vertx;
    this.ping = ping;
  }

  /** What this answer comes to: itself, or, when the node has fallen silent, nothing. */
  Future<Reached> await(Future<Response> answer) {
    Promise<Reached> promise = Promise.promise();
    long askedAt = System.nanoTime();
    begin(promise, askedAt);
    answer.onComplete(
        told -> {
          end(promise, told.succeeded(), System.nanoTime() - askedAt);
          promise.tryComplete(told.succeeded() ? Reached.of(told.result()) : new Reached.Lost());
        });
    return promise.future();
  }

  private synchronized void begin(Promise<Reached> promise, long now) {
    if (owed.isEmpty()) {
      heardAt = now;
    }
    owed.add(promise);
    if (!watched) {
      watched = true;
      watch();
    }
  }

  private synchronized void end(Promise<Reached> promise, boolean answered, long nanos) {
    owed.remove(promise);
    if (answered) {
      heardAt = System.nanoTime();
      usualNanos += (nanos - usualNanos) / 8;
    }
  }

  private synchronized long patienceNanos() {
    return Math.min(MAX_PATIENCE_NANOS, PATIENCE_NANOS + USUAL_TIMES * usualNanos);
  }

  private void watch() {
    vertx.setTimer(millis(patienceNanos()), fired -> look());
  }

  private void look() {
    if (isSilent()) {
      askForLife();
    }
  }

  /** Whether nothing has come back in time; otherwise goes on watching while there is need. */
  private synchronized boolean isSilent() {
    if (owed.isEmpty()) {
      watched = false;
      return false;
    }
    boolean silent = System.nanoTime() - heardAt >= patienceNanos();
    if (!silent) {
      watch();
    }
    return silent;
  }

  private void askForLife() {
    long askedAt = System.nanoTime();
    Promise<Boolean> alive = Promise.promise();
    ping.get().onComplete(pong -> alive.tryComplete(pong.succeeded()));
    vertx.setTimer(millis(patienceNanos()), fired -> alive.tryComplete(false));
    alive
        .future()
        .onSuccess(
            isAlive -> {
              if (isAlive || hasBeenHeardSince(askedAt)) {
                goOn();
              } else {
                giveUp().forEach(promise -> promise.tryComplete(new Reached.Lost()));
              }
            });
  }

  /** An answer is a sign of life as well. */
  private synchronized boolean hasBeenHeardSince(long then) {
    return heardAt - then > 0;
  }

  private synchronized void goOn() {
    heardAt = System.nanoTime();
    watch();
  }

  private synchronized List<Promise<Reached>> giveUp() {
    List<Promise<Reached>> lost = List.copyOf(owed);
    owed.clear();
    watched = false;
    return lost;
  }

  private static long millis(long nanos) {
    return Math.max(1, Duration.ofNanos(nanos).toMillis());
  }
}
