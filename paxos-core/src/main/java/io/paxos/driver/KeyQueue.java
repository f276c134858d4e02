package io.paxos.driver;

import io.paxos.proposer.Accepting;
import io.paxos.proposer.AfterAccept;
import io.paxos.proposer.AfterPrepare;
import io.paxos.proposer.CachedPromise;
import io.paxos.proposer.Chosen;
import io.paxos.proposer.Combination;
import io.paxos.proposer.PhaseLost;
import io.paxos.proposer.Prepared;
import io.paxos.proposer.Preparing;
import io.paxos.proposer.Submission;
import io.paxos.proposer.Verdict;
import io.paxos.protocol.AcceptReply;
import io.paxos.protocol.Ballot;
import io.paxos.protocol.Key;
import io.paxos.protocol.PrepareReply;
import io.paxos.protocol.Reply;
import io.paxos.protocol.Request;
import io.paxos.protocol.StoreId;
import io.paxos.quorum.Tally;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The changes of one key: one round at a time, and what arrives meanwhile is combined into the
 * next, so that a hot key costs one round per round trip, not one per caller.
 *
 * <p>Thread-safe: every event is one step under the lock. What a step wants done outside, sending
 * and answering, is collected and done after the lock is released.
 */
final class KeyQueue {
  private static final Phase IDLE = new Idle();
  private static final Runnable[] NO_EFFECTS = {};

  /** Most queues serve one caller and are gone: an answer, and the going. */
  private static final int FEW = 2;

  private final Key key;
  private final Surroundings surroundings;
  private final Runnable onIdle;

  private final Deque<Pending> waiting = new ArrayDeque<>(FEW);
  private final List<Runnable> effects = new ArrayList<>(FEW);
  private Phase phase = IDLE;
  private int losses;
  private long seenCounter;
  private String trouble = "no acceptor has answered yet";

  /** Where the queue stands; an event that belongs to an earlier phase is no news. */
  private sealed interface Phase permits Idle, Pausing, Asking {}

  private static final class Idle implements Phase {}

  private static final class Pausing implements Phase {}

  KeyQueue(Key key, Surroundings surroundings, Runnable onIdle) {
    this.key = key;
    this.surroundings = surroundings;
    this.onIdle = onIdle;
  }

  /**
   * Takes a change in.
   *
   * @param above prepares from now on have ballots with counters above this one
   */
  synchronized void add(Pending pending, long above) {
    waiting.add(pending);
    seenCounter = Math.max(seenCounter, above);
  }

  /** Begins a round if none is under way. */
  void start() {
    step(IDLE, this::beginRound);
  }

  /** The caller's time is up. What is on its way already may still take effect. */
  void expire(Pending pending) {
    Runnable answer;
    synchronized (this) {
      waiting.remove(pending);
      answer = pending.giveUp("no time left; " + trouble);
    }
    answer.run();
  }

  /** Whether nothing is under way and nobody waits. */
  synchronized boolean isIdle() {
    return phase == IDLE && waiting.isEmpty();
  }

  /** One step of the phase that the event belongs to; nothing if the queue has moved on. */
  private void step(Phase expected, Runnable transition) {
    Runnable[] due;
    synchronized (this) {
      if (phase != expected) {
        return;
      }
      transition.run();
      due = takeEffects();
    }
    runAll(due);
  }

  private Runnable[] takeEffects() {
    Runnable[] due = effects.toArray(NO_EFFECTS);
    effects.clear();
    return due;
  }

  private static void runAll(Runnable[] due) {
    for (Runnable effect : due) {
      effect.run();
    }
  }

  private void beginRound() {
    waiting.removeIf(Pending::isGivenUp);
    if (waiting.isEmpty()) {
      phase = IDLE;
      effects.add(onIdle);
      return;
    }
    Topology topology = surroundings.topology().get();
    Optional<Prepared> promised = surroundings.promises().take(key, topology.era());
    if (promised.isPresent()) {
      propose(topology, promised.get());
    } else {
      Ballot ballot = surroundings.ballots().nextAbove(seenCounter);
      waiting.forEach(pending -> pending.awaitPromises(ballot));
      Preparing state = Preparing.begin(key, topology.era(), topology.quorums(), ballot);
      PreparePhase preparing = new PreparePhase(topology, state);
      phase = preparing;
      effects.add(preparing.poll::send);
    }
  }

  /** Applies everything that waits by now, in order, and proposes the result. */
  private void propose(Topology topology, Prepared prepared) {
    List<Pending> riders = takeRiders();
    Combination combination =
        Combination.of(prepared, submissions(riders), surroundings.settings().maxValueBytes());
    List<Passenger> passengers = new ArrayList<>(riders.size());
    List<Pending> late = combination.needsAccept() ? List.of() : new ArrayList<>(0);
    for (int i = 0; i < riders.size(); i++) {
      Passenger passenger = new Passenger(riders.get(i), combination.verdicts().get(i));
      if (passenger.mustWait(combination)) {
        passengers.add(passenger);
      } else if (passenger.maySettle(prepared.ballot())) {
        effects.add(passenger::settle);
      } else {
        late.add(riders.get(i));
      }
    }
    if (passengers.isEmpty()) {
      putBack(late);
      beginRound();
      return;
    }
    for (Passenger passenger : passengers) {
      passenger.ride(prepared.ballot(), combination.writes());
    }
    Ballot next = surroundings.ballots().nextAbove(prepared.ballot().counter());
    AcceptPhase accepting =
        new AcceptPhase(topology, prepared.propose(combination.state(), next), passengers);
    phase = accepting;
    effects.add(accepting.poll::send);
  }

  private List<Pending> takeRiders() {
    int seats = surroundings.settings().maxCombined();
    List<Pending> riders = new ArrayList<>(Math.min(seats, waiting.size()));
    while (!waiting.isEmpty() && riders.size() < seats) {
      Pending rider = waiting.remove();
      if (!rider.isGivenUp()) {
        riders.add(rider);
      }
    }
    return riders;
  }

  /** First in line again, in the same order. */
  private void putBack(List<Pending> riders) {
    for (int i = riders.size() - 1; i >= 0; i--) {
      waiting.addFirst(riders.get(i));
    }
  }

  private static List<Submission> submissions(List<Pending> riders) {
    if (riders.size() == 1) {
      return List.of(riders.get(0).submission());
    }
    List<Submission> submissions = new ArrayList<>(riders.size());
    for (Pending rider : riders) {
      submissions.add(rider.submission());
    }
    return submissions;
  }

  /**
   * Rule R4: fast-forward past what was seen. After a second loss in a row, pause, so that somebody
   * gets through.
   */
  private void tryAgain(PhaseLost lost) {
    seenCounter = Math.max(seenCounter, lost.seenCounter());
    trouble =
        lost.seenCounter() > 0
            ? "other proposers were always faster"
            : "no quorum of acceptors answered";
    losses++;
    if (lost.seenCounter() > 0) {
      surroundings.rivals().onConflict(key);
    }
    if (losses == 1 && lost.seenCounter() > 0) {
      // Most often a promise of ours that somebody has outbid long ago: nobody is in the way now.
      beginRound();
      return;
    }
    Pausing pausing = new Pausing();
    phase = pausing;
    effects.add(
        () ->
            surroundings
                .timers()
                .schedule(
                    surroundings.backoff().pause(losses), () -> step(pausing, this::beginRound)));
  }

  /** A round belongs to its era and dies with it. */
  private boolean hasEnded(long era) {
    return surroundings.topology().get().era() != era;
  }

  /**
   * Somebody refused, and enough have spoken: those who are still silent are not worth waiting for
   * long. Without a refusal they are, however slow, because they are the quorum.
   */
  private void hurryIfContended(Poll<?> poll, Tally tally, long conflictCounter) {
    if (conflictCounter > 0 && tally.isQuorumHeard()) {
      poll.hurry(surroundings.settings().patience());
    }
  }

  /** A caller that rides on a round, and what it will be told if the round gets through. */
  private record Passenger(Pending pending, Verdict verdict) {
    boolean mustWait(Combination combination) {
      return combination.needsAccept() && !(verdict instanceof Verdict.Forgotten);
    }

    /**
     * Rule R7: without an accept nobody has confirmed what the promises told, and somebody may have
     * written since. They answer only those who were there before the first of them was given.
     */
    boolean maySettle(Ballot promised) {
      return verdict instanceof Verdict.Forgotten || pending.hasAwaitedPromises(promised);
    }

    void ride(Ballot ballot, boolean writes) {
      pending.ride(ballot, verdict, writes);
    }

    void settle() {
      pending.settle(verdict);
    }
  }

  /** One question to all acceptors: every word of theirs is a step, while it is under way. */
  private abstract sealed class Asking<R extends Reply> implements Phase, Listener<R>
      permits PreparePhase, AcceptPhase {
    final Poll<R> poll;

    Asking(Topology topology, Request<R> request) {
      this.poll = new Poll<>(topology, request, this, surroundings.timers());
    }

    /** Goes on from what an acceptor said, or from its silence. */
    abstract void on(StoreId from, @Nullable R reply);

    @Override
    public final void onReply(StoreId from, R reply) {
      hear(from, reply);
    }

    @Override
    public final void onSilence(StoreId from) {
      hear(from, null);
    }

    /** As {@link #step}, which would cost an object for each word. */
    private void hear(StoreId from, @Nullable R reply) {
      Runnable[] due;
      synchronized (KeyQueue.this) {
        if (phase != this) {
          return;
        }
        on(from, reply);
        due = takeEffects();
      }
      runAll(due);
    }

    @Override
    public final boolean isWaiting() {
      return !poll.isWithdrawn();
    }
  }

  /** Phase one under way. */
  private final class PreparePhase extends Asking<PrepareReply> {
    private final Topology topology;
    private Preparing state;

    PreparePhase(Topology topology, Preparing begun) {
      super(topology, begun.request());
      this.topology = topology;
      this.state = begun;
    }

    @Override
    void on(StoreId from, @Nullable PrepareReply reply) {
      follow(reply == null ? state.onSilence(from) : state.on(from, reply));
    }

    private void follow(AfterPrepare after) {
      if (hasEnded(poll.era())) {
        poll.withdraw();
        tryAgain(new PhaseLost(0));
      } else if (after instanceof Preparing onwards) {
        state = onwards;
        hurryIfContended(poll, onwards.tally(), onwards.seenCounter());
      } else if (after instanceof Prepared prepared) {
        poll.withdraw();
        propose(topology, prepared);
      } else {
        poll.withdraw();
        tryAgain((PhaseLost) after);
      }
    }
  }

  /** Phase two under way. */
  private final class AcceptPhase extends Asking<AcceptReply> {
    private final List<Passenger> passengers;
    private Accepting state;

    AcceptPhase(Topology topology, Accepting begun, List<Passenger> passengers) {
      super(topology, begun.request());
      this.state = begun;
      this.passengers = passengers;
    }

    @Override
    void on(StoreId from, @Nullable AcceptReply reply) {
      follow(reply == null ? state.onSilence(from) : state.on(from, reply));
    }

    private void follow(AfterAccept after) {
      if (hasEnded(poll.era())) {
        lose(new PhaseLost(0));
      } else if (after instanceof Accepting onwards) {
        state = onwards;
        hurryIfContended(poll, onwards.tally(), onwards.seenCounter());
      } else if (after instanceof Chosen chosen) {
        win(chosen);
      } else {
        lose((PhaseLost) after);
      }
    }

    /** Whoever has not been asked yet is still to get what was chosen. */
    private void win(Chosen chosen) {
      poll.stop();
      keep(chosen);
      losses = 0;
      for (Passenger passenger : passengers) {
        effects.add(passenger::settle);
      }
      beginRound();
    }

    /**
     * A promise over a tombstone is not kept: once that is collected, an accept under the promise
     * is below the floor, and whether it was in could not be told (rule R7).
     */
    private void keep(Chosen chosen) {
      if (chosen.state().value().isPresent()) {
        chosen.promise().ifPresent(this::keep);
      }
    }

    private void keep(CachedPromise promise) {
      surroundings.promises().put(promise);
      surroundings.rivals().onPromise(key);
    }

    /** Nobody is answered; everybody is first in line for the next round, in the same order. */
    private void lose(PhaseLost lost) {
      poll.withdraw();
      putBack(passengers.stream().map(Passenger::pending).toList());
      tryAgain(lost);
    }
  }
}
