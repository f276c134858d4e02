package io.paxos.driver.upkeep;

import io.paxos.driver.Timers;
import io.paxos.protocol.Member;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One question to many acceptors, whose answers are folded into one state until that is enough, or
 * until everybody has answered or is late. Thread-safe.
 *
 * @param <S> the state, immutable
 * @param <A> an answer
 */
final class Gathering<S, A> {
  private final Folding<S, A> folding;
  private final Predicate<S> enough;
  private final Timers timers;
  private final long begunAt;
  private final boolean waitsForAll;
  private final CompletableFuture<S> result = new CompletableFuture<>();
  private S state;
  private int awaited;
  private boolean hurried;

  /** What a state becomes with one more answer. */
  @FunctionalInterface
  interface Folding<S, A> {
    S with(S state, Member from, A answer);
  }

  /**
   * A question that nobody has been asked yet.
   *
   * @param enough when it is over, or, if it waits for all, when whoever is still silent gets only
   *     as long again as that took, so that the dead cost no more than the living
   */
  Gathering(
      S state,
      Folding<S, A> folding,
      Predicate<S> enough,
      int awaited,
      Timers timers,
      boolean waitsForAll) {
    this.state = state;
    this.folding = folding;
    this.enough = enough;
    this.awaited = awaited;
    this.timers = timers;
    this.begunAt = timers.nanoTime();
    this.waitsForAll = waitsForAll;
  }

  /**
   * Asks, once.
   *
   * @param members as many as are awaited
   * @param question an answer that fails, or takes longer than the timeout, is none
   * @return the state when it is over, when everybody has answered or is late, or when time is up
   */
  CompletionStage<S> ask(
      List<Member> members, Function<Member, CompletionStage<A>> question, Duration timeout) {
    if (isOver()) {
      return CompletableFuture.completedFuture(state());
    }
    Timers.Cancellable timer = timers.schedule(timeout, this::end);
    members.forEach(member -> ask(member, question));
    return result.whenComplete((reached, failed) -> timer.cancel());
  }

  private void ask(Member member, Function<Member, CompletionStage<A>> question) {
    try {
      var unused =
          question
              .apply(member)
              .whenComplete(
                  (answer, failed) -> {
                    if (failed == null) {
                      hear(member, answer);
                    } else {
                      giveUp();
                    }
                  });
    } catch (RuntimeException failed) {
      giveUp();
    }
  }

  private void hear(Member from, A answer) {
    fold(from, answer);
    goOn();
  }

  private synchronized void fold(Member from, A answer) {
    state = folding.with(state, from, answer);
    awaited--;
  }

  private void giveUp() {
    synchronized (this) {
      awaited--;
    }
    goOn();
  }

  private void goOn() {
    if (isOver()) {
      end();
    } else if (mayHurry()) {
      timers.schedule(Duration.ofNanos(timers.nanoTime() - begunAt), this::end);
    }
  }

  private synchronized boolean isOver() {
    return awaited == 0 || (!waitsForAll && enough.test(state));
  }

  /** True once: when it is enough, and somebody is silent still. */
  private synchronized boolean mayHurry() {
    boolean first = !hurried && enough.test(state);
    hurried |= first;
    return first;
  }

  private synchronized S state() {
    return state;
  }

  private void end() {
    result.complete(state());
  }
}
