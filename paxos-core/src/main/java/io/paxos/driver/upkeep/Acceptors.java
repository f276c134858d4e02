package io.paxos.driver.upkeep;

import io.paxos.driver.Connector;
import io.paxos.driver.Timers;
import io.paxos.protocol.Member;
import io.paxos.spi.Acceptor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/** Asks acceptors directly, one by one or many at once. Thread-safe. */
final class Acceptors {
  private final Connector connector;
  private final Timers timers;
  private final Duration timeout;

  Acceptors(Connector connector, Timers timers, Duration timeout) {
    this.connector = connector;
    this.timers = timers;
    this.timeout = timeout;
  }

  /** The way to one. */
  Acceptor reach(Member member) {
    return connector.connect(member.id(), member.address());
  }

  /**
   * Asks these acceptors, and folds what they answer into one state.
   *
   * @return the state when it is enough, when all have answered, or when time is up
   */
  <S, A> CompletionStage<S> gather(
      List<Member> members,
      BiFunction<Acceptor, Member, CompletionStage<A>> question,
      S begin,
      Gathering.Folding<S, A> folding,
      Predicate<S> enough) {
    return gather(members, question, begin, folding, enough, false);
  }

  /**
   * Asks these acceptors and waits for all of them; but when it is enough, the silent get only as
   * long again as that took.
   *
   * @return the state when all have answered or are late, or when time is up
   */
  <S, A> CompletionStage<S> gatherAll(
      List<Member> members,
      BiFunction<Acceptor, Member, CompletionStage<A>> question,
      S begin,
      Gathering.Folding<S, A> folding,
      Predicate<S> enough) {
    return gather(members, question, begin, folding, enough, true);
  }

  private <S, A> CompletionStage<S> gather(
      List<Member> members,
      BiFunction<Acceptor, Member, CompletionStage<A>> question,
      S begin,
      Gathering.Folding<S, A> folding,
      Predicate<S> enough,
      boolean waitsForAll) {
    Gathering<S, A> gathering =
        new Gathering<>(begin, folding, enough, members.size(), timers, waitsForAll);
    return gathering.ask(members, member -> question.apply(reach(member), member), timeout);
  }
}
