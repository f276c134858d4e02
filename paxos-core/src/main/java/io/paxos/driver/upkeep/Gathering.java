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
 * One question to many acceptors, whose answers are folded into one state until that is enough.
 * Thread-safe.
 *
 * @param <S> the state, immutable
 * @param <A> an answer
 */
final class Gathering<S, A> {
  private final Folding<S, A> folding;
  private final Predicate<S> enough;
  private final CompletableFuture<S> result = new CompletableFuture<>();
  private S state;
  private int awaited;

  /** What a state becomes with one more answer. */
  @FunctionalInterface
  interface Folding<S, A> {
    S with(S state, Member from, A answer);
  }

  private Gathering(S state, Folding<S, A> folding, Predicate<S> enough, int awaited) {
    this.state = state;
    this.folding = folding;
    this.enough = enough;
    this.awaited = awaited;
  }

  /**
   * Asks.
   *
   * @param question an answer that fails, or takes longer than the timeout, is none
   * @return the state when it is enough, when everybody has answered, or when time is up
   */
  static <S, A> CompletionStage<S> of(
      List<Member> members,
      Function<Member, CompletionStage<A>> question,
      S begin,
      Folding<S, A> folding,
      Predicate<S> enough,
      Timers timers,
      Duration timeout) {
    Gathering<S, A> gathering = new Gathering<>(begin, folding, enough, members.size());
    if (members.isEmpty() || enough.test(begin)) {
      return CompletableFuture.completedFuture(begin);
    }
    Timers.Cancellable timer = timers.schedule(timeout, gathering::end);
    members.forEach(member -> gathering.ask(member, question));
    return gathering.result.whenComplete((state, failed) -> timer.cancel());
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
    boolean over;
    synchronized (this) {
      state = folding.with(state, from, answer);
      awaited--;
      over = awaited == 0 || enough.test(state);
    }
    if (over) {
      end();
    }
  }

  private void giveUp() {
    boolean over;
    synchronized (this) {
      awaited--;
      over = awaited == 0;
    }
    if (over) {
      end();
    }
  }

  private void end() {
    S reached;
    synchronized (this) {
      reached = state;
    }
    result.complete(reached);
  }
}
