package io.paxos.driver.upkeep;

import io.paxos.deletion.Harvest;
import io.paxos.driver.Connector;
import io.paxos.driver.Proposer;
import io.paxos.driver.Timers;
import io.paxos.protocol.Ballot;
import io.paxos.protocol.Collect;
import io.paxos.protocol.CollectReply;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Key;
import io.paxos.protocol.Member;
import io.paxos.protocol.ProposerId;
import io.paxos.protocol.Scan;
import io.paxos.protocol.ScanReply;
import io.paxos.protocol.StoreId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;

/**
 * Collects, in the background, tombstones that all acceptors hold, and promises that nothing came
 * of. One node does it at a time, mostly; it goes over the keys again and again, a portion at a
 * time. While an acceptor is away, or membership changes, nothing is collected. Thread-safe.
 */
public final class Collector implements AutoCloseable {
  private static final int PORTION = 256;

  private final Proposer proposer;
  private final Timers timers;
  private final UpkeepSettings settings;
  private final Acceptors acceptors;
  private final Duty duty;
  private final Seen<Idle> promises = new Seen<>();
  private final Seen<Collect.Forget> tombstones = new Seen<>();
  private final LongAdder rows = new LongAdder();
  private final LongAdder passes = new LongAdder();

  private Optional<Key> after = Optional.empty();
  private long lastBeat;
  private volatile boolean closed;

  /** A promise under which nothing is accepted. */
  private record Idle(StoreId store, Key key, Ballot promised) {}

  /**
   * What this node has collected so far.
   *
   * @param rows of all acceptors together: tombstones, and promises
   * @param passes how often it went over all keys
   */
  public record Counts(long rows, long passes) {}

  /**
   * A collector that has not begun.
   *
   * @param self names this process
   */
  public Collector(
      ProposerId self,
      Proposer proposer,
      Connector connector,
      Timers timers,
      UpkeepSettings settings) {
    this.proposer = proposer;
    this.timers = timers;
    this.settings = settings;
    this.acceptors = new Acceptors(connector, timers, settings.answerTimeout());
    this.duty = new Duty(Key.COLLECTION, self.toString(), proposer, timers, settings);
  }

  /** Begins, now. */
  public void start() {
    lookAfter();
  }

  /** What was collected by this node. */
  public Counts counts() {
    return new Counts(rows.sum(), passes.sum());
  }

  /** Leaves off. Another node goes on. */
  @Override
  public void close() {
    closed = true;
  }

  private void lookAfter() {
    if (!closed) {
      long begun = timers.nanoTime();
      var unused =
          nextPortion()
              .whenComplete(
                  (rows, failed) ->
                      timers.schedule(
                          failed == null ? pause(begun, rows) : settings.beat(), this::lookAfter));
    }
  }

  /** As long as the work took, or as the limit on the rate demands; between passes much longer. */
  private Duration pause(long begun, int rows) {
    if (after.isEmpty()) {
      return settings.collectionPause();
    }
    long worked = timers.nanoTime() - begun;
    long owed = rows * Duration.ofSeconds(1).toNanos() / settings.collectedPerSecond() - worked;
    return Duration.ofNanos(Math.max(worked, owed));
  }

  private CompletionStage<Integer> nextPortion() {
    Configuration configuration = proposer.configuration();
    if (!configuration.isStable()) {
      return UnfinishedException.of("nothing is collected while membership changes");
    }
    return acceptors
        .<Harvest, ScanReply>gather(
            configuration.members(),
            (acceptor, member) ->
                acceptor.scan(
                    new Scan(
                        configuration.era(),
                        member.store(),
                        after,
                        PORTION,
                        Scan.Scope.COLLECTABLE)),
            Harvest.begin(configuration, after, PORTION),
            (harvest, from, reply) ->
                reply instanceof ScanReply.Page page ? harvest.on(from.store(), page) : harvest,
            Harvest::isComplete)
        .thenCompose(this::reap);
  }

  private CompletionStage<Integer> reap(Harvest harvest) {
    if (!harvest.isComplete()) {
      return UnfinishedException.of("an acceptor is away");
    }
    harvest.deleted().forEach(proposer::dropPromise);
    Map<StoreId, List<Collect.Forget>> forgettable = forgettable(harvest);
    List<Key> unripe = harvest.unripe();
    if (forgettable.isEmpty() && unripe.isEmpty()) {
      return CompletableFuture.completedFuture(goOn(harvest));
    }
    return takeDuty()
        .thenCompose(
            held ->
                held
                    ? reap(harvest, unripe, forgettable)
                    : UnfinishedException.of("another node collects"));
  }

  /** Only who has found something asks for the duty, and tells of it now and then. */
  private CompletionStage<Boolean> takeDuty() {
    long now = timers.nanoTime();
    if (duty.isHeld() && now - lastBeat < settings.beat().toNanos()) {
      return CompletableFuture.completedFuture(true);
    }
    lastBeat = now;
    return duty.beat(Optional.empty()).thenApply(Optional::isPresent);
  }

  private CompletionStage<Integer> reap(
      Harvest harvest, List<Key> unripe, Map<StoreId, List<Collect.Forget>> forgettable) {
    List<CompletableFuture<?>> steps = new ArrayList<>();
    for (Key key : unripe) {
      steps.add(proposer.spread(key, settings.takeover()).toCompletableFuture());
    }
    steps.add(forget(harvest.configuration(), forgettable).toCompletableFuture());
    return CompletableFuture.allOf(steps.toArray(CompletableFuture<?>[]::new))
        .thenApply(done -> goOn(harvest));
  }

  private int goOn(Harvest harvest) {
    after = harvest.end();
    if (after.isEmpty()) {
      promises.endPass();
      tombstones.endPass();
      passes.increment();
    }
    return harvest.size();
  }

  private Map<StoreId, List<Collect.Forget>> forgettable(Harvest harvest) {
    List<Collect.Forget> ripe =
        harvest.ripe().stream().filter(this::isKeptLongEnough).map(Harvest.Ripe::row).toList();
    Map<StoreId, List<Collect.Forget>> forgettable = new HashMap<>();
    for (Member member : harvest.configuration().members()) {
      List<Collect.Forget> own = new ArrayList<>(ripe);
      harvest.promises(member.store()).stream()
          .filter(row -> isIdle(member.store(), row))
          .forEach(row -> own.add(new Collect.Forget(row.key(), Ballot.ZERO)));
      if (!own.isEmpty()) {
        forgettable.put(member.store(), own);
      }
    }
    return forgettable;
  }

  /**
   * Kept for two passes, in which every node finds it and drops its promise over it, so that nobody
   * comes to doubt an accept; and if it remembers operations, for as long as a client may repeat
   * one and get the first outcome (rule R7).
   */
  private boolean isKeptLongEnough(Harvest.Ripe tombstone) {
    Duration kept = settings.collectionPause().multipliedBy(2);
    if (tombstone.remembers() && settings.operationsKept().compareTo(kept) > 0) {
      kept = settings.operationsKept();
    }
    OptionalLong age = tombstones.ageNanos(tombstone.row(), timers.nanoTime());
    return age.isPresent() && age.getAsLong() >= kept.toNanos();
  }

  /** Whether it was there a pass ago: a round that is under way is not disturbed. */
  private boolean isIdle(StoreId store, ScanReply.Row row) {
    return promises
        .ageNanos(new Idle(store, row.key(), row.promised()), timers.nanoTime())
        .isPresent();
  }

  private CompletionStage<Void> forget(
      Configuration configuration, Map<StoreId, List<Collect.Forget>> forgettable) {
    List<Member> members =
        configuration.members().stream()
            .filter(one -> forgettable.containsKey(one.store()))
            .toList();
    return acceptors
        .<Integer, CollectReply>gather(
            members,
            (acceptor, member) ->
                acceptor.collect(
                    new Collect(
                        configuration.era(),
                        member.store(),
                        0,
                        forgettable.getOrDefault(member.store(), List.of()))),
            0,
            (answers, from, reply) -> answers + count(reply),
            answers -> false)
        .thenApply(answers -> null);
  }

  private int count(CollectReply reply) {
    int forgotten = reply instanceof CollectReply.Collected collected ? collected.forgotten() : 0;
    rows.add(forgotten);
    return forgotten;
  }
}
