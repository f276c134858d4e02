package io.paxos.server.cluster;

import io.paxos.driver.Connector;
import io.paxos.driver.Inspection;
import io.paxos.driver.Proposer;
import io.paxos.driver.Timers;
import io.paxos.driver.upkeep.Membership;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Key;
import io.paxos.protocol.Member;
import io.paxos.protocol.StoreId;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Looks, again and again, who answers and how far a change of membership is: for people, probes and
 * meters, never for the protocol. Thread-safe; never blocks.
 */
public final class Lookout implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final int ATTEMPTS = 3;
  private static final Duration INTERVAL = Duration.ofSeconds(2);

  private final Proposer proposer;
  private final Membership membership;
  private final Connector connector;
  private final Timers timers;
  private Configuration known;
  private long knownSince;
  private volatile Optional<Sight> last = Optional.empty();
  private volatile boolean closed;

  /** A lookout that looks when it is asked to; {@link #start} makes it do so by itself. */
  public Lookout(Proposer proposer, Membership membership, Connector connector, Timers timers) {
    this.proposer = proposer;
    this.membership = membership;
    this.connector = connector;
    this.timers = timers;
    this.known = proposer.configuration();
    this.knownSince = timers.nanoTime();
  }

  /** Begins, now. */
  void start() {
    var unused =
        look()
            .whenComplete(
                (sight, failed) -> {
                  if (!closed) {
                    timers.schedule(INTERVAL, this::start);
                  }
                });
  }

  /** What was seen last; empty before anything was. */
  public Optional<Sight> last() {
    return last;
  }

  /** Looks now. Whoever has not answered after a second is silent. */
  public CompletionStage<Sight> look() {
    return look(ATTEMPTS);
  }

  /** Looks no more by itself. */
  @Override
  public void close() {
    closed = true;
  }

  /** Who was asked about an era that is over refuses, and that is no silence: asks again. */
  private CompletionStage<Sight> look(int attempts) {
    return lookOnce()
        .thenCompose(
            sight ->
                attempts > 1 && proposer.configuration().era() != sight.configuration().era()
                    ? look(attempts - 1)
                    : CompletableFuture.completedFuture(remembered(sight)));
  }

  private Sight remembered(Sight sight) {
    last = Optional.of(sight);
    return sight;
  }

  private CompletionStage<Sight> lookOnce() {
    Configuration configuration = proposer.configuration();
    Duration age = age(configuration);
    return answering(configuration)
        .thenCombine(
            change(configuration),
            (answering, change) -> new Sight(configuration, age, answering, change));
  }

  private synchronized Duration age(Configuration configuration) {
    long now = timers.nanoTime();
    if (configuration.era() != known.era()) {
      known = configuration;
      knownSince = now;
    }
    return Duration.ofNanos(now - knownSince);
  }

  /** Who has a vote is read from, as rounds would; who has none yet only tells who it is. */
  private CompletionStage<Set<StoreId>> answering(Configuration configuration) {
    CompletableFuture<Set<StoreId>> answering =
        proposer
            .inspect(Key.CONFIGURATION, PATIENCE)
            .thenApply(Lookout::reachable)
            .toCompletableFuture();
    if (configuration.stage() == Configuration.Stage.COPYING) {
      for (Member joiner : configuration.joiners()) {
        answering = answering.thenCombine(isThere(joiner), Lookout::with);
      }
    }
    return answering;
  }

  private static Set<StoreId> reachable(List<Inspection> inspections) {
    Set<StoreId> reachable = new HashSet<>();
    inspections.stream()
        .filter(inspection -> inspection.reply().isPresent())
        .forEach(inspection -> reachable.add(inspection.member().store()));
    return reachable;
  }

  private static Set<StoreId> with(Set<StoreId> answering, Optional<StoreId> one) {
    Set<StoreId> more = new HashSet<>(answering);
    one.ifPresent(more::add);
    return more;
  }

  private CompletionStage<Optional<StoreId>> isThere(Member member) {
    return inTime(
        connector
            .connect(member.id(), member.address())
            .identify()
            .thenApply(identity -> Optional.of(identity.store()).filter(member.store()::equals)));
  }

  private CompletionStage<Optional<Membership.Status>> change(Configuration configuration) {
    return configuration.isStable()
        ? CompletableFuture.completedFuture(Optional.empty())
        : inTime(
            membership
                .status()
                .thenApply(
                    status ->
                        Optional.of(status)
                            .filter(now -> now.configuration().equals(configuration))));
  }

  /** What this comes to in time; nothing if it fails or takes too long. */
  private <T> CompletionStage<Optional<T>> inTime(CompletionStage<Optional<T>> question) {
    CompletableFuture<Optional<T>> answer = new CompletableFuture<>();
    Timers.Cancellable timeout = timers.schedule(PATIENCE, () -> answer.complete(Optional.empty()));
    var unused =
        question.whenComplete(
            (told, failed) -> answer.complete(failed == null ? told : Optional.empty()));
    return answer.whenComplete((told, failed) -> timeout.cancel());
  }
}
