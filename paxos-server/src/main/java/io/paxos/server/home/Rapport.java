package io.paxos.server.home;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Whether one other node still answers: when nothing has come back for longer than usual it is
 * asked for a sign of life, and when that takes clearly longer than such a sign usually does,
 * everything that it owes an answer is given up. Thread-safe.
 */
final class Rapport {
  /** To ask harms nobody, so that it is done early; but it costs something, so not all the time. */
  private static final long MOMENT_NANOS = Duration.ofMillis(20).toNanos();

  private static final int USUAL_ANSWERS = 2;
  private static final long PATIENCE_NANOS = Duration.ofMillis(50).toNanos();
  private static final int DEVIATIONS = 4;
  private static final long MAX_PATIENCE_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long UNKNOWN_NANOS = Duration.ofMillis(250).toNanos();
  private static final int SMOOTHING = 8;
  private static final long LESSON_NANOS = Duration.ofMillis(100).toNanos();
  private static final long PAUSE_MILLIS = 500;
  private static final long PATIENCE_WITH_LOST_NANOS = Duration.ofMillis(400).toNanos();

  private final Vertx vertx;
  private final Supplier<Future<?>> ping;
  private final Map<Promise<Reached>, Supplier<Reached>> owed = new HashMap<>();
  private long usualAnswerNanos = UNKNOWN_NANOS;
  private long usualSignNanos = UNKNOWN_NANOS;
  private long deviationNanos = UNKNOWN_NANOS / 2;
  private long learnedAt = System.nanoTime() - LESSON_NANOS;
  private long heardAt;
  private boolean watched;
  private boolean isLost;

  /**
   * A rapport with a node that nothing is known of.
   *
   * @param ping asks for a sign of life
   */
  Rapport(Vertx vertx, Supplier<Future<?>> ping) {
    this.vertx = vertx;
    this.ping = ping;
  }

  /**
   * What this answer comes to.
   *
   * @param giveUp what it comes to when there is none, or when the node has fallen silent
   */
  Future<Reached> await(Future<Reached> answer, Supplier<Reached> giveUp) {
    Promise<Reached> promise = Promise.promise();
    long askedAt = System.nanoTime();
    begin(promise, giveUp, askedAt);
    answer.onComplete(
        told -> {
          end(promise, told.succeeded(), askedAt);
          promise.tryComplete(told.succeeded() ? told.result() : giveUp.get());
        });
    return promise.future();
  }

  /**
   * Goes on to ask a node that has not answered for signs of life, until one comes.
   *
   * @param onSilence called every time that none came, at least once a second, as long as it says
   *     that this is of use
   */
  void awaitLife(BooleanSupplier onSilence) {
    synchronized (this) {
      if (isLost) {
        return;
      }
      isLost = true;
    }
    askLost(onSilence);
  }

  private void askLost(BooleanSupplier onSilence) {
    signOfLife(Math.min(patienceNanos(), PATIENCE_WITH_LOST_NANOS))
        .onSuccess(
            isAlive -> {
              if (!isAlive && onSilence.getAsBoolean()) {
                vertx.setTimer(PAUSE_MILLIS, fired -> askLost(onSilence));
              } else {
                found();
              }
            });
  }

  private synchronized void found() {
    isLost = false;
  }

  private synchronized void begin(Promise<Reached> promise, Supplier<Reached> giveUp, long now) {
    if (owed.isEmpty()) {
      heardAt = now;
    }
    owed.put(promise, giveUp);
    if (!watched) {
      watched = true;
      watch(momentNanos());
    }
  }

  private synchronized void end(Promise<Reached> promise, boolean answered, long askedAt) {
    owed.remove(promise);
    if (answered) {
      heardAt = System.nanoTime();
      usualAnswerNanos += (heardAt - askedAt - usualAnswerNanos) / SMOOTHING;
      learnFromAnswer(heardAt - askedAt);
    }
  }

  /** A sign of life takes no longer. But answers are many, and would drown what signs tell. */
  private synchronized void learnFromAnswer(long nanos) {
    if (nanos < usualSignNanos && heardAt - learnedAt > LESSON_NANOS) {
      learnSign(nanos);
    }
  }

  /** One that came when it was hardly hoped for any more says little of what is usual. */
  private synchronized void learnSign(long nanos) {
    learnedAt = System.nanoTime();
    long bounded = Math.min(nanos, PATIENCE_NANOS + 2 * usualSignNanos);
    long unusual = bounded - usualSignNanos;
    usualSignNanos += unusual / SMOOTHING;
    deviationNanos += (Math.abs(unusual) - deviationNanos) / (SMOOTHING / 2);
  }

  private synchronized long momentNanos() {
    return Math.min(MAX_PATIENCE_NANOS, Math.max(MOMENT_NANOS, USUAL_ANSWERS * usualAnswerNanos));
  }

  /** As TCP waits for an acknowledgement (RFC 6298). */
  private synchronized long patienceNanos() {
    return Math.min(
        MAX_PATIENCE_NANOS, PATIENCE_NANOS + usualSignNanos + DEVIATIONS * deviationNanos);
  }

  private void watch(long nanos) {
    vertx.setTimer(millis(nanos), fired -> look());
  }

  private void look() {
    if (isSilent()) {
      askForLife();
    }
  }

  /** Whether nothing has come back for too long; otherwise goes on watching while there is need. */
  private synchronized boolean isSilent() {
    if (owed.isEmpty()) {
      watched = false;
      return false;
    }
    long left = momentNanos() - (System.nanoTime() - heardAt);
    if (left > 0) {
      watch(left);
    }
    return left <= 0;
  }

  private void askForLife() {
    long askedAt = System.nanoTime();
    signOfLife(patienceNanos())
        .onSuccess(
            isAlive -> {
              if (isAlive || hasBeenHeardSince(askedAt)) {
                goOn();
              } else {
                giveUp().forEach((promise, giveUp) -> promise.tryComplete(giveUp.get()));
              }
            });
  }

  /** Whether one comes in time. */
  private Future<Boolean> signOfLife(long patienceNanos) {
    long askedAt = System.nanoTime();
    Promise<Boolean> alive = Promise.promise();
    ping.get()
        .onComplete(
            pong -> {
              if (pong.succeeded()) {
                learnSign(System.nanoTime() - askedAt);
              }
              alive.tryComplete(pong.succeeded());
            });
    vertx.setTimer(millis(patienceNanos), fired -> alive.tryComplete(false));
    return alive.future();
  }

  /** An answer is a sign of life as well. */
  private synchronized boolean hasBeenHeardSince(long then) {
    return heardAt - then > 0;
  }

  private synchronized void goOn() {
    heardAt = System.nanoTime();
    watch(momentNanos());
  }

  private synchronized Map<Promise<Reached>, Supplier<Reached>> giveUp() {
    Map<Promise<Reached>, Supplier<Reached>> lost = Map.copyOf(owed);
    owed.clear();
    watched = false;
    return lost;
  }

  private static long millis(long nanos) {
    return Math.max(1, Duration.ofNanos(nanos).toMillis());
  }
}
