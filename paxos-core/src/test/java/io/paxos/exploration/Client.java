package io.paxos.exploration;

import io.paxos.proposer.Accepting;
import io.paxos.proposer.Attempt;
import io.paxos.proposer.Prepared;
import io.paxos.proposer.Preparing;
import io.paxos.proposer.Reading;
import io.paxos.proposer.Verdict;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.ProposerId;
import io.paxos.protocol.Report;
import io.paxos.protocol.StoreId;
import io.paxos.quorum.Tally;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A client process between two events: what {@code KeyQueue}, {@code ReadOperation} and the
 * proposer's caches hold for one register, and how far the program is. Immutable.
 *
 * @param issued the counter of the last ballot issued, 0 if none
 * @param phase where the queue stands
 * @param waiting the changes that ride on the next round, in order
 * @param promise the cached promise
 * @param lost whether a phase was lost since the last one that got through
 * @param seenCounter the fast-forward
 * @param read the read under way
 * @param asked how many commands of the program were reached
 * @param roundsLeft how many rounds and tries may still begin
 * @param known the greatest revision that the client was told
 * @param wasRejected whether the last answer was a rejection
 * @param without the marks and ballots of commands that, as the client was told, have no effect
 * @param configuration the one that rounds are run in
 * @param work what it does besides serving clients
 */
record Client(
    ProposerId id,
    long issued,
    Phase phase,
    List<Rider> waiting,
    Optional<Prepared> promise,
    boolean lost,
    long seenCounter,
    Optional<Try> read,
    int asked,
    int roundsLeft,
    int crashesLeft,
    long known,
    boolean wasRejected,
    Set<String> without,
    Configuration configuration,
    Work work) {

  /** Where the queue stands, as in {@code KeyQueue}; stopped when there is no round left. */
  sealed interface Phase {}

  record Idle() implements Phase {}

  record Pausing() implements Phase {}

  record Stopped() implements Phase {}

  record PreparePhase(Preparing state) implements Phase {}

  record AcceptPhase(Accepting state, List<Passenger> passengers) implements Phase {}

  /**
   * A change until it is answered, as {@code Pending}.
   *
   * @param command its place in the program
   * @param expected the revision that a compare-and-set expects, 0 for others
   * @param startedAfter the greatest revision that any client had been told when it was called
   * @param hasAwaitedPromises whether it was there when a prepare was sent, of this round or before
   */
  record Rider(
      int command,
      long expected,
      long startedAfter,
      boolean hasAwaitedPromises,
      List<Attempt> attempts,
      boolean mayBeIn,
      boolean givenUp) {

    /** A change that has just arrived. */
    static Rider of(int command, long expected, long startedAfter) {
      return new Rider(command, expected, startedAfter, false, List.of(), false, false);
    }

    Rider awaitingPromises() {
      return new Rider(command, expected, startedAfter, true, attempts, mayBeIn, givenUp);
    }

    Rider gone() {
      return new Rider(
          command, expected, startedAfter, hasAwaitedPromises, attempts, mayBeIn, true);
    }

    Rider riding(List<Attempt> more, boolean in) {
      return new Rider(
          command, expected, startedAfter, hasAwaitedPromises, more, mayBeIn || in, givenUp);
    }
  }

  /** A rider on a round, and what it will be told if the round gets through. */
  record Passenger(Rider rider, Verdict verdict) {}

  /**
   * A quorum read under way.
   *
   * @param state empty between two tries
   */
  record Try(int command, long startedAfter, Optional<Reading> state) {}

  /** A process that has just started for the first time. */
  static Client begin(Program program, Configuration configuration, Work work) {
    return new Client(
        new ProposerId(program.name(), 0),
        0,
        new Idle(),
        List.of(),
        Optional.empty(),
        false,
        0,
        Optional.empty(),
        0,
        program.rounds(),
        program.crashes(),
        0,
        false,
        Set.of(),
        configuration,
        work);
  }

  /** The process that takes its place after a crash: nothing is left but what clients know. */
  Client restarted(Program program, Work begun) {
    return new Client(
        new ProposerId(id.node(), id.incarnation() + 1),
        0,
        new Idle(),
        List.of(),
        Optional.empty(),
        false,
        0,
        Optional.empty(),
        asked,
        program.rounds(),
        crashesLeft - 1,
        known,
        false,
        without,
        configuration,
        begun);
  }

  /** Whether anything can still come of this process. */
  boolean goesOn(Program program) {
    if (program.role() == Program.Role.COORDINATES) {
      return !(phase instanceof Stopped && work instanceof Work.None);
    }
    boolean resting =
        work instanceof Work.None && (phase instanceof Idle || phase instanceof Stopped);
    boolean asks =
        program.serves()
            && asked < program.commands().size()
            && (roundsLeft > 0 || crashesLeft > 0);
    boolean reads = read.isPresent() && (roundsLeft > 0 || read.get().state().isPresent());
    boolean expires =
        Stream.concat(waiting.stream().map(Rider::command), read.stream().map(Try::command))
            .anyMatch(command -> program.commands().get(command).impatient());
    return !resting || asks || reads || expires;
  }

  /** What is left of a process that has nothing more to do, so that many ways to it are one. */
  Client finished(Configuration first) {
    return new Client(
        new ProposerId(id.node(), 0),
        0,
        new Stopped(),
        List.of(),
        Optional.empty(),
        false,
        0,
        Optional.empty(),
        Integer.MAX_VALUE,
        0,
        0,
        known,
        false,
        without,
        first,
        new Work.None());
  }

  /** Whether this is what is left of such a process. */
  boolean isFinished() {
    return asked == Integer.MAX_VALUE;
  }

  /** Whether some command is not answered yet. */
  boolean isBusy() {
    boolean riding =
        phase instanceof AcceptPhase accept
            && accept.passengers().stream().anyMatch(one -> !one.rider().givenUp());
    return read.isPresent() || !waiting.isEmpty() || riding;
  }

  /** The same client where the acceptors have exchanged their names. */
  Client renamed(UnaryOperator<StoreId> names) {
    return new Client(
        id,
        issued,
        renamed(phase, names),
        waiting,
        promise,
        lost,
        seenCounter,
        read.map(one -> renamed(one, names)),
        asked,
        roundsLeft,
        crashesLeft,
        known,
        wasRejected,
        without,
        configuration,
        work.renamed(names));
  }

  private static Phase renamed(Phase phase, UnaryOperator<StoreId> names) {
    if (phase instanceof PreparePhase prepare) {
      Preparing state = prepare.state();
      return new PreparePhase(
          new Preparing(
              state.key(),
              state.era(),
              state.ballot(),
              renamed(state.tally(), names),
              state.found(),
              renamed(state.holders(), names),
              state.floor(),
              state.seenCounter()));
    }
    if (phase instanceof AcceptPhase accept) {
      Accepting state = accept.state();
      return new AcceptPhase(
          new Accepting(
              state.key(),
              state.era(),
              state.ballot(),
              state.state(),
              state.next(),
              renamed(state.tally(), names),
              state.seenCounter()),
          accept.passengers());
    }
    return phase;
  }

  private static Try renamed(Try one, UnaryOperator<StoreId> names) {
    return new Try(
        one.command(), one.startedAfter(), one.state().map(state -> renamed(state, names)));
  }

  static Reading renamed(Reading state, UnaryOperator<StoreId> names) {
    Map<StoreId, Report> reports = new HashMap<>();
    state.reports().forEach((store, report) -> reports.put(names.apply(store), report));
    return new Reading(state.key(), state.quorums(), reports, renamed(state.silent(), names));
  }

  private static Tally renamed(Tally tally, UnaryOperator<StoreId> names) {
    return new Tally(
        tally.quorums(),
        tally.phase(),
        renamed(tally.granted(), names),
        renamed(tally.lost(), names));
  }

  private static Set<StoreId> renamed(Set<StoreId> stores, UnaryOperator<StoreId> names) {
    Set<StoreId> renamed = new HashSet<>();
    stores.forEach(store -> renamed.add(names.apply(store)));
    return renamed;
  }
}
