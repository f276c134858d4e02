package io.paxos.driver;

import io.paxos.proposer.BallotSequence;
import io.paxos.proposer.PromiseCache;
import io.paxos.protocol.Accept;
import io.paxos.protocol.Ballot;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Key;
import io.paxos.protocol.Member;
import io.paxos.protocol.OperationId;
import io.paxos.protocol.Prepare;
import io.paxos.protocol.ProposerId;
import io.paxos.protocol.Read;
import io.paxos.protocol.ReadReply;
import io.paxos.protocol.Request;
import io.paxos.protocol.StoreId;
import io.paxos.protocol.Value;
import io.paxos.quorum.QuorumSystem;
import io.paxos.register.Change;
import io.paxos.register.Decision;
import io.paxos.register.NotAppliedException;
import io.paxos.register.Outcome;
import io.paxos.register.Versioned;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * Runs rounds and reads against the acceptors of a configuration. Thread-safe; never blocks.
 * Nothing it keeps has to survive it: a crashed proposer is replaced by a new one with a new id.
 *
 * <p>Retries end at the caller's deadline, never after a fixed count.
 */
public final class Proposer implements AutoCloseable {
  private final String node;
  private final Connector connector;
  private final Timers timers;
  private final Settings settings;
  private final Surroundings surroundings;
  private final Map<Key, KeyQueue> queues = new ConcurrentHashMap<>();
  private final Set<Runnable> unanswered = ConcurrentHashMap.newKeySet();
  private volatile Topology topology;

  /**
   * A proposer that starts in this configuration.
   *
   * @param id with an incarnation that was never used before
   * @param configuration one that was chosen
   * @param connector owns the acceptors that it returns; closing the proposer leaves them open
   * @param random for jitter only
   */
  public Proposer(
      ProposerId id,
      Configuration configuration,
      Connector connector,
      Timers timers,
      RandomGenerator random,
      Settings settings) {
    this.node = id.node();
    this.connector = connector;
    this.timers = timers;
    this.settings = settings;
    this.topology = link(configuration, List.of());
    this.surroundings =
        new Surroundings(
            () -> topology,
            new BallotSequence(id),
            new PromiseCache(settings.cachedKeys()),
            new Rivals(timers),
            new Readers(),
            new Backoff(random, settings.minBackoff(), settings.maxBackoff()),
            timers,
            settings);
  }

  /**
   * What the register holds, linearizably.
   *
   * @return completes exceptionally with {@link NotAppliedException} if no quorum answers in time
   */
  public CompletionStage<Versioned<Value>> read(Key key, Duration timeout) {
    ReadOperation read = new ReadOperation(key, surroundings, () -> settle(key, 0, timeout));
    read.start();
    expireAfter(timeout, read.answer(), read::expire);
    return read.answer();
  }

  /**
   * Applies a change function.
   *
   * @param operation the name by which a retry through any proposer is recognised
   * @return completes exceptionally only with what the function threw, or with {@link
   *     IllegalArgumentException} if the value that it wrote is longer than allowed
   */
  public CompletionStage<Outcome<Value>> change(
      Key key, Change<Value> change, Optional<OperationId> operation, Duration timeout) {
    return change(key, new Pending(change, operation), 0, timeout);
  }

  /**
   * The identity change: what the register holds, accepted by an accept quorum or proven to be, and
   * smaller ballots promised away by a prepare quorum (rules R6 and M4).
   *
   * @param above a prepare that it needs has a ballot with a counter above this one
   * @return completes exceptionally with {@link NotAppliedException} if that cannot be had in time
   */
  public CompletionStage<Versioned<Value>> settle(Key key, long above, Duration timeout) {
    return identityChange(key, above, false, timeout);
  }

  /**
   * The identity change with an accept even if the promises prove what the register holds: whoever
   * has missed it and can be reached gets it.
   *
   * @return completes exceptionally as {@link #settle} does
   */
  public CompletionStage<Versioned<Value>> spread(Key key, Duration timeout) {
    return identityChange(key, 0, true, timeout);
  }

  /**
   * Drops the promise that is kept for a register, since what it is over is about to be collected:
   * an accept under it would be refused, and whether it was in could not be told any more (rule
   * R7).
   */
  public void dropPromise(Key key) {
    surroundings.promises().drop(key);
  }

  /**
   * Takes a hint that this request has reached an acceptor nearby. If it is another proposer's, a
   * promise that it outbids need not be tried, and later ballots are above it.
   */
  public void overhear(Request<?> request) {
    if (request instanceof Prepare prepare) {
      isOutbid(prepare.key(), prepare.ballot());
    } else if (request instanceof Accept accept
        && isOutbid(accept.key(), accept.next().orElse(accept.ballot()))) {
      surroundings.rivals().onWrite(accept.key(), accept.state().revision());
    }
  }

  /** Whether this ballot is another proposer's, and no promise for a greater one is kept now. */
  private boolean isOutbid(Key key, Ballot ballot) {
    if (surroundings.ballots().isOwn(ballot)) {
      return false;
    }
    surroundings.ballots().skipTo(ballot.counter());
    return surroundings.promises().dropBelow(key, ballot);
  }

  /**
   * Whether another proposer was in the way of a change of this register a moment ago: a hint that
   * one of them had better propose for both.
   */
  public boolean isContended(Key key) {
    return surroundings.rivals().wereInTheWay(key);
  }

  /**
   * The revision that another proposer was overheard to write, unless this one has changed the
   * register since: a hint that this one holds no promise for it, and that one of them had better
   * propose for both. It may be of a round that was lost.
   */
  public OptionalLong sharedAt(Key key) {
    return surroundings.rivals().lastWrite(key);
  }

  /** Whether the way to this acceptor is short, as far as its answers have told. */
  public boolean isNear(Member member) {
    return topology.links().stream()
        .anyMatch(link -> link.member().equals(member) && link.isShort());
  }

  private CompletionStage<Versioned<Value>> identityChange(
      Key key, long above, boolean spreads, Duration timeout) {
    Pending pending = new Pending(current -> Decision.keep(), Optional.empty(), spreads);
    return change(key, pending, above, timeout)
        .thenApply(
            outcome ->
                outcome.fold(
                    committed -> committed.state(),
                    rejected -> rejected.current(),
                    notApplied -> {
                      throw new NotAppliedException(notApplied.reason());
                    },
                    unknown -> {
                      throw new NotAppliedException(unknown.reason());
                    }));
  }

  private CompletionStage<Outcome<Value>> change(
      Key key, Pending pending, long above, Duration timeout) {
    // Added under the map's lock, so that a queue which is retired as idle takes nobody with it.
    KeyQueue queue =
        queues.compute(
            key,
            (sameKey, existing) -> {
              KeyQueue chosen = existing == null ? newQueue(key) : existing;
              chosen.add(pending, above);
              return chosen;
            });
    queue.start();
    expireAfter(timeout, pending.answer(), () -> queue.expire(pending));
    return pending.answer();
  }

  /** What each acceptor holds of a key: for people, not linearizable. */
  public CompletionStage<List<Inspection>> inspect(Key key, Duration timeout) {
    Topology asked = topology;
    List<CompletableFuture<Inspection>> answers =
        asked.links().stream().map(link -> inspect(link, asked.era(), key, timeout)).toList();
    return CompletableFuture.allOf(answers.toArray(CompletableFuture<?>[]::new))
        .thenApply(done -> answers.stream().map(CompletableFuture::join).toList());
  }

  /** Whether a prepare quorum and an accept quorum answer now. */
  public CompletionStage<Boolean> isQuorumThere(Duration timeout) {
    QuorumSystem quorums = topology.quorums();
    return inspect(Key.CONFIGURATION, timeout)
        .thenApply(
            inspections -> {
              Set<StoreId> there = Inspection.reachable(inspections);
              return quorums.isPrepareQuorum(there) && quorums.isAcceptQuorum(there);
            });
  }

  /** The configuration that rounds are run in now. */
  public Configuration configuration() {
    return topology.configuration();
  }

  /** Ends every operation under way: not applied, or unknown. */
  @Override
  public void close() {
    unanswered.forEach(Runnable::run);
  }

  private KeyQueue newQueue(Key key) {
    return new KeyQueue(key, surroundings, () -> retire(key));
  }

  private void retire(Key key) {
    queues.computeIfPresent(key, (sameKey, queue) -> queue.isIdle() ? null : queue);
  }

  private void expireAfter(Duration timeout, CompletableFuture<?> answer, Runnable expire) {
    if (answer.isDone()) {
      return;
    }
    Timers.Cancellable deadline = timers.schedule(timeout, expire);
    unanswered.add(expire);
    var unused =
        answer.whenComplete(
            (result, failed) -> {
              deadline.cancel();
              unanswered.remove(expire);
            });
  }

  private CompletableFuture<Inspection> inspect(Link link, long era, Key key, Duration timeout) {
    CompletableFuture<Inspection> answer = new CompletableFuture<>();
    Inspection silent = new Inspection(link.member(), Optional.empty());
    Timers.Cancellable deadline = timers.schedule(timeout, () -> answer.complete(silent));
    link.send(
        era,
        new Read(key),
        new Listener<>() {
          @Override
          public void onReply(StoreId from, ReadReply reply) {
            answer.complete(new Inspection(link.member(), Optional.of(reply)));
          }

          @Override
          public void onSilence(StoreId from) {
            answer.complete(silent);
          }

          @Override
          public boolean isWaiting() {
            return !answer.isDone();
          }
        });
    return answer.whenComplete((result, failed) -> deadline.cancel());
  }

  /**
   * Follows a later configuration (rule M2); one that is not later changes nothing. What is under
   * way in the era before dies with it, and is tried again in the new one.
   *
   * @param later one that was chosen, as every installed one was
   */
  public synchronized void learn(Configuration later) {
    if (later.era() > topology.era()) {
      topology = link(later, topology.links());
    }
  }

  private Topology link(Configuration configuration, List<Link> existing) {
    Map<Member, Link> known = new HashMap<>();
    existing.forEach(link -> known.put(link.member(), link));
    List<Link> links =
        configuration.voters().stream()
            .map(member -> known.containsKey(member) ? known.get(member) : newLink(member))
            .toList();
    return new Topology(configuration, QuorumSystem.of(configuration), links);
  }

  private Link newLink(Member member) {
    return new Link(
        node,
        member,
        connector.connect(member.id(), member.address()),
        this::configuration,
        this::learn,
        timers,
        settings.answerTimeout());
  }
}
