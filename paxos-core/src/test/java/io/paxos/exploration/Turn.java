package io.paxos.exploration;

import io.paxos.exploration.Client.AcceptPhase;
import io.paxos.exploration.Client.Idle;
import io.paxos.exploration.Client.Passenger;
import io.paxos.exploration.Client.Pausing;
import io.paxos.exploration.Client.Phase;
import io.paxos.exploration.Client.PreparePhase;
import io.paxos.exploration.Client.Rider;
import io.paxos.exploration.Client.Stopped;
import io.paxos.exploration.Client.Try;
import io.paxos.proposer.Accepting;
import io.paxos.proposer.AfterAccept;
import io.paxos.proposer.AfterPrepare;
import io.paxos.proposer.Attempt;
import io.paxos.proposer.Chosen;
import io.paxos.proposer.Combination;
import io.paxos.proposer.PhaseLost;
import io.paxos.proposer.Prepared;
import io.paxos.proposer.Preparing;
import io.paxos.proposer.Reading;
import io.paxos.proposer.Submission;
import io.paxos.proposer.Verdict;
import io.paxos.protocol.AcceptReply;
import io.paxos.protocol.Ballot;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Key;
import io.paxos.protocol.PrepareReply;
import io.paxos.protocol.ReadReply;
import io.paxos.protocol.RegisterState;
import io.paxos.protocol.Reply;
import io.paxos.protocol.Request;
import io.paxos.protocol.StoreId;
import io.paxos.quorum.QuorumSystem;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One step of one client: a scratch copy of its state that one event changes. Each method follows
 * the one of the same name in the driver, decision for decision; only what passes time there, a
 * pause or a timeout, is an event of its own here.
 */
final class Turn {
  static final Key KEY = Key.register("k");
  private static final int MAX_VALUE_BYTES = 1024;

  private final Program program;
  private final Eras eras;
  private final List<StoreId> stores;
  private final Core core;
  private final Client before;

  private final List<Rider> waiting;
  private final Answers answers;
  private final Set<Poll> over = EnumSet.noneOf(Poll.class);
  private long issued;
  private Phase phase;
  private Optional<Prepared> promise;
  private boolean lost;
  private long seenCounter;
  private Optional<Try> read;
  private int asked;
  private int roundsLeft;
  private Optional<Request<?>> sent = Optional.empty();
  private Configuration configuration;
  private Work work;
  private List<Upkeep.Parcel> parcels = List.of();

  Turn(Program program, Eras eras, List<StoreId> stores, Core core, Client before) {
    this.stores = stores;
    this.program = program;
    this.eras = eras;
    this.core = core;
    this.before = before;
    this.waiting = new ArrayList<>(before.waiting());
    this.answers = new Answers(program, before);
    this.issued = before.issued();
    this.phase = before.phase();
    this.promise = before.promise();
    this.lost = before.lost();
    this.seenCounter = before.seenCounter();
    this.read = before.read();
    this.asked = before.asked();
    this.roundsLeft = before.roundsLeft();
    this.configuration = before.configuration();
    this.work = before.work();
  }

  /** What the step leads to. */
  Taken taken() {
    Client after =
        new Client(
            before.id(),
            issued,
            phase,
            List.copyOf(waiting),
            promise,
            lost,
            seenCounter,
            read,
            asked,
            roundsLeft,
            before.crashesLeft(),
            answers.known(),
            answers.wasRejected(),
            answers.without(),
            configuration,
            work);
    boolean goesOn = after.goesOn(program);
    Client kept = goesOn ? after : after.finished(eras.first());
    return new Taken(kept, sent, configuration, parcels, Set.copyOf(over), answers.all());
  }

  /**
   * A result of {@link Turn}.
   *
   * @param sent to every voter of the configuration
   * @param parcels to single acceptors besides
   * @param over the questions whose answers are not awaited any more
   */
  record Taken(
      Client after,
      Optional<Request<?>> sent,
      Configuration configuration,
      List<Upkeep.Parcel> parcels,
      Set<Poll> over,
      List<Answer> answers) {}

  /** {@code Proposer.change} and {@code Proposer.read}. */
  void call(int command, long startedAfter) {
    asked = command + 1;
    Command wanted = program.commands().get(command);
    if (wanted.kind() == Command.Kind.READ) {
      attempt(command, startedAfter);
    } else {
      long expected = wanted.kind() == Command.Kind.COMPARE_AND_SET ? answers.known() : 0;
      add(Rider.of(command, expected, startedAfter));
    }
  }

  /** {@code Proposer.settle}. */
  private void settle(long above) {
    if (core.transfersByRound()) {
      seenCounter = Math.max(seenCounter, above);
      add(Rider.of(0, 0, 0));
    } else {
      attempt(0, 0);
    }
  }

  /**
   * {@code Proposer.learn}, and what follows for a round under way with the next event there: it
   * dies with its era.
   */
  void learn(Configuration later) {
    configuration = later;
    if (!program.serves()) {
      work = Upkeep.begin(core, program, later);
      waiting.clear();
    }
    if (phase instanceof PreparePhase) {
      over.add(Poll.ROUND);
      tryAgain(new PhaseLost(0));
    } else if (phase instanceof AcceptPhase accept) {
      lose(accept, new PhaseLost(0));
    }
    if (!program.serves()) {
      leaveOff();
    }
  }

  /** Whether no change follows that the node might carry on. */
  private boolean isLast(Configuration later) {
    Plan plan = eras.plan();
    return program.role() == Program.Role.COORDINATES
        && later.isStable()
        && !plan.turnsBack()
        && plan.isLast(later.current());
  }

  /** What a node was about to do in another era is done no more. */
  private void leaveOff() {
    waiting.clear();
    if (read.isPresent()) {
      read = Optional.empty();
      over.add(Poll.READ);
    }
    phase = isLast(configuration) ? new Stopped() : new Idle();
    lost = false;
    seenCounter = 0;
  }

  /** A step of {@link Upkeep}. */
  void upkeep(Consumer<Upkeep> step) {
    Upkeep upkeep = new Upkeep(core, configuration, work);
    step.accept(upkeep);
    work = upkeep.work();
    parcels = upkeep.parcels();
    upkeep.settling().ifPresent(this::settle);
  }

  /** A reply that is awaited. */
  void hear(StoreId from, Reply reply) {
    if (reply instanceof ReadReply one) {
      decide(awaited(read).on(from, one));
    } else if (phase instanceof PreparePhase prepare) {
      follow(core.heard(prepare.state(), from, (PrepareReply) reply));
    } else {
      AcceptPhase accept = (AcceptPhase) phase;
      follow(accept, core.heard(accept.state(), from, (AcceptReply) reply));
    }
  }

  /** {@code Poll.giveUp}: all that have not answered are silent, one after the other. */
  void timeOut(Poll poll) {
    for (StoreId store : stores) {
      if (over.isEmpty() && poll == Poll.READ) {
        decide(awaited(read).onSilence(store));
      } else if (over.isEmpty()) {
        silence(store);
      }
    }
  }

  /** One acceptor is given up in a round. */
  void silence(StoreId from) {
    if (phase instanceof PreparePhase prepare) {
      follow(prepare.state().onSilence(from));
    } else {
      AcceptPhase accept = (AcceptPhase) phase;
      follow(accept, accept.state().onSilence(from));
    }
  }

  /** The pause after a lost phase is over. */
  void resume() {
    beginRound();
  }

  /** The pause between two tries of a read is over. */
  void readAgain() {
    Try paused = read.orElseThrow();
    attempt(paused.command(), paused.startedAfter());
  }

  /** {@code KeyQueue.expire} and {@code Pending.giveUp}, {@code ReadOperation.expire}. */
  void expire(int command) {
    if (read.isPresent() && read.get().command() == command) {
      Try given = read.get();
      read = Optional.empty();
      over.add(Poll.READ);
      answers.end(command, Answer.Kind.NO_EFFECT, given.startedAfter());
      return;
    }
    waiting.stream()
        .filter(rider -> rider.command() == command)
        .findFirst()
        .ifPresent(this::giveUp);
    waiting.removeIf(rider -> rider.command() == command);
    if (phase instanceof AcceptPhase accept) {
      List<Passenger> passengers =
          accept.passengers().stream().map(one -> expired(one, command)).toList();
      phase = new AcceptPhase(accept.state(), passengers);
    }
  }

  private Passenger expired(Passenger passenger, int command) {
    Rider rider = passenger.rider();
    if (rider.command() != command || rider.givenUp()) {
      return passenger;
    }
    giveUp(rider);
    return new Passenger(rider.gone(), passenger.verdict());
  }

  private void giveUp(Rider rider) {
    Answer.Kind kind = rider.mayBeIn() ? Answer.Kind.MAYBE : Answer.Kind.NO_EFFECT;
    answers.end(rider.command(), kind, rider.startedAfter());
  }

  /** {@code KeyQueue.add} and {@code start}. */
  private void add(Rider rider) {
    waiting.add(rider);
    if (phase instanceof Idle) {
      beginRound();
    }
  }

  private void beginRound() {
    waiting.removeIf(Rider::givenUp);
    if (waiting.isEmpty()) {
      // The idle queue is retired, and the next change of the key gets a new one.
      phase = new Idle();
      lost = false;
      seenCounter = 0;
      return;
    }
    if (roundsLeft == 0) {
      phase = new Stopped();
      return;
    }
    roundsLeft--;
    Optional<Prepared> promised =
        promise.flatMap(kept -> core.promiseIn(configuration.era(), kept));
    promise = promised.flatMap(core::promiseAfterUse);
    if (promised.isPresent()) {
      propose(promised.get());
    } else {
      waiting.replaceAll(Rider::awaitingPromises);
      QuorumSystem quorums = core.quorums(configuration);
      Preparing state = Preparing.begin(KEY, configuration.era(), quorums, nextAbove(seenCounter));
      phase = new PreparePhase(state);
      sent = Optional.of(state.request());
    }
  }

  private void propose(Prepared prepared) {
    List<Rider> riders = takeRiders();
    List<Submission> submissions = riders.stream().map(this::submission).toList();
    Combination combination = core.combine(prepared, submissions, MAX_VALUE_BYTES);
    List<Passenger> passengers = new ArrayList<>();
    List<Rider> late = new ArrayList<>();
    for (int i = 0; i < riders.size(); i++) {
      Rider rider = riders.get(i);
      Verdict verdict = combination.verdicts().get(i);
      if (combination.needsAccept() && !(verdict instanceof Verdict.Forgotten)) {
        passengers.add(ride(rider, prepared.ballot(), verdict, combination.writes()));
      } else if (core.maySettle(rider.hasAwaitedPromises(), verdict)) {
        settle(rider, verdict, combination.state());
      } else {
        late.add(rider);
      }
    }
    if (passengers.isEmpty()) {
      waiting.addAll(0, late);
      beginRound();
      return;
    }
    Ballot next = nextAbove(prepared.ballot().counter());
    Accepting state = prepared.propose(combination.state(), next);
    phase = new AcceptPhase(state, List.copyOf(passengers));
    sent = Optional.of(state.request());
  }

  private List<Rider> takeRiders() {
    List<Rider> riders = waiting.stream().filter(rider -> !rider.givenUp()).toList();
    waiting.clear();
    return riders;
  }

  private Submission submission(Rider rider) {
    Command command = program.commands().get(rider.command());
    return new Submission(command.change(rider.expected()), command.operation(), rider.attempts());
  }

  /** {@code Pending.ride}. */
  private static Passenger ride(Rider rider, Ballot ballot, Verdict verdict, boolean writes) {
    List<Attempt> attempts = new ArrayList<>(rider.attempts());
    if (writes) {
      attempts.add(new Attempt(ballot, verdict));
    }
    return new Passenger(rider.riding(List.copyOf(attempts), verdict.isIn()), verdict);
  }

  private void tryAgain(PhaseLost loss) {
    seenCounter = Math.max(seenCounter, loss.seenCounter());
    boolean first = !lost;
    lost = true;
    if (first && loss.seenCounter() > 0) {
      beginRound();
    } else {
      phase = new Pausing();
    }
  }

  /** {@code KeyQueue.PreparePhase.follow}. */
  private void follow(AfterPrepare after) {
    if (after instanceof Preparing onwards) {
      phase = new PreparePhase(onwards);
      return;
    }
    over.add(Poll.ROUND);
    if (after instanceof Prepared prepared) {
      propose(prepared);
    } else {
      tryAgain((PhaseLost) after);
    }
  }

  /** {@code KeyQueue.AcceptPhase.follow}, with {@code win} and {@code lose}. */
  private void follow(AcceptPhase accept, AfterAccept after) {
    if (after instanceof Accepting onwards) {
      phase = new AcceptPhase(onwards, accept.passengers());
      return;
    }
    over.add(Poll.ROUND);
    if (after instanceof Chosen chosen) {
      Optional<Prepared> kept = core.promiseOf(accept.state(), chosen);
      boolean keeps = chosen.state().value().isPresent();
      promise = keeps && kept.isPresent() ? kept : promise;
      lost = false;
      accept.passengers().forEach(one -> settle(one.rider(), one.verdict(), chosen.state()));
      beginRound();
    } else {
      lose(accept, (PhaseLost) after);
    }
  }

  private void lose(AcceptPhase accept, PhaseLost loss) {
    over.add(Poll.ROUND);
    waiting.addAll(0, accept.passengers().stream().map(Passenger::rider).toList());
    tryAgain(loss);
  }

  /** {@code ReadOperation.attempt}. */
  private void attempt(int command, long startedAfter) {
    if (roundsLeft == 0) {
      read = Optional.of(new Try(command, startedAfter, Optional.empty()));
      return;
    }
    roundsLeft--;
    Reading state = Reading.begin(KEY, core.quorums(configuration));
    read = Optional.of(new Try(command, startedAfter, Optional.of(state)));
    sent = Optional.of(state.request());
  }

  /** {@code ReadOperation.Try.decide} and {@code next}. */
  private void decide(Reading state) {
    Try asking = read.orElseThrow();
    Optional<RegisterState> proven = core.proven(state);
    if (proven.isPresent()) {
      read = Optional.empty();
      over.add(Poll.READ);
      RegisterState found = proven.get();
      answers.saw(asking.command(), asking.startedAfter(), found, isBorn(found));
      hasSettled();
    } else if (state.isOver() && state.isQuorumThere()) {
      read = Optional.empty();
      over.add(Poll.READ);
      add(Rider.of(asking.command(), 0, asking.startedAfter()));
    } else if (state.isOver()) {
      read = Optional.of(new Try(asking.command(), asking.startedAfter(), Optional.empty()));
      over.add(Poll.READ);
    } else {
      read = Optional.of(new Try(asking.command(), asking.startedAfter(), Optional.of(state)));
    }
  }

  /** {@code Pending.settle}; a caller that has given up hears nothing. */
  private void settle(Rider rider, Verdict verdict, RegisterState state) {
    if (!rider.givenUp()) {
      answers.settle(rider, verdict, isBorn(state));
      hasSettled();
    }
  }

  /** Whether nobody has written it, as far as is known: its revision is a floor, if any. */
  private static boolean isBorn(RegisterState state) {
    return state.history().lineage().ballots().isEmpty();
  }

  private void hasSettled() {
    if (!program.serves()) {
      upkeep(Upkeep::settled);
    }
  }

  private Ballot nextAbove(long seen) {
    Ballot ballot = core.nextBallot(before.id(), issued, seen);
    issued = ballot.counter();
    return ballot;
  }

  private static Reading awaited(Optional<Try> read) {
    return read.flatMap(Try::state).orElseThrow();
  }
}
