package io.paxos.exploration;

import io.paxos.protocol.Ballot;
import io.paxos.protocol.RegisterState;
import io.paxos.protocol.Report;
import io.paxos.protocol.Value;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What must hold after every step. A proposal is chosen once a majority has ever accepted it; what
 * each acceptor ever accepted is part of the state.
 */
final class Laws {
  private final Scope scope;
  private final Columns columns;
  private final Clients clients;
  private final Eras eras;
  private final Memo descends = new Memo();

  Laws(Scope scope, Eras eras, Columns columns, Clients clients) {
    this.scope = scope;
    this.eras = eras;
    this.columns = columns;
    this.clients = clients;
  }

  /** What is wrong when an acceptor has accepted a proposal, null if nothing. */
  @Nullable String brokenByAccept(int[] world, int vote) {
    if (!isElected(world, vote)) {
      return null;
    }
    String broken = brokenByVote(world, vote);
    return broken == null ? brokenByEffects(world, Columns.proposalOf(vote)) : broken;
  }

  /** What is wrong when an acceptor has entered an era with what it holds, null if nothing. */
  @Nullable String brokenByVote(int[] world, int vote) {
    for (int acceptor = 0; acceptor < scope.acceptors(); acceptor++) {
      for (int other : columns.view(world[acceptor]).proposed()) {
        String broken = brokenByPair(world, vote, other);
        if (broken != null) {
          return broken;
        }
      }
    }
    return null;
  }

  private @Nullable String brokenByPair(int[] world, int one, int other) {
    int proposal = Columns.proposalOf(one);
    int second = Columns.proposalOf(other);
    int order = ballot(proposal).compareTo(ballot(second));
    if (order == 0) {
      return proposal == second ? null : twoUnderOneBallot(proposal, second);
    }
    return order > 0 ? brokenByOrder(world, other, one) : brokenByOrder(world, one, other);
  }

  /**
   * What is chosen stays chosen. A proposal of an era that was over when something else was chosen
   * comes too late to be seen by anybody, unless it is chosen all the same, or an acceptor enters a
   * later era with it.
   */
  private @Nullable String brokenByOrder(int[] world, int earlier, int later) {
    boolean matters =
        isElected(world, earlier)
            && (era(later) >= era(earlier) || isElected(world, later))
            && !follows(world, Columns.proposalOf(later), Columns.proposalOf(earlier));
    return matters
        ? "chosen is "
            + words(Columns.proposalOf(earlier))
            + ", and not under it is the proposal "
            + words(Columns.proposalOf(later))
        : null;
  }

  private long era(int vote) {
    return eras.get(Columns.eraOf(vote)).era();
  }

  private @Nullable String brokenByEffects(int[] world, int proposal) {
    for (int place = 0; place < scope.programs().size(); place++) {
      for (String effect : clients.without(world[scope.acceptors() + place])) {
        if (effects(state(proposal)).contains(effect)) {
          return "chosen is "
              + words(proposal)
              + ", but the client was told that "
              + effect
              + " has no effect";
        }
      }
    }
    return null;
  }

  /** What is wrong with a proposal that was just made, null if nothing. */
  @Nullable String brokenByProposal(int[] world, int vote) {
    int proposal = Columns.proposalOf(vote);
    RegisterState state = state(proposal);
    List<String> marks = marks(state);
    if (marks.stream().distinct().count() < marks.size()) {
      return "a change is applied twice in " + words(proposal);
    }
    if (!scope.deletes() && !isBase(state, state.revision() - marks.size())) {
      return "the revision does not count the changes in " + words(proposal);
    }
    return brokenByVote(world, vote);
  }

  /** Whether the first change of a state may have been made at this revision. */
  private boolean isBase(RegisterState state, long revision) {
    return scope.collects()
        ? revision == state.history().lineage().horizon()
        : scope.bases().contains(revision);
  }

  private String twoUnderOneBallot(int one, int other) {
    return "two proposals under one ballot: " + words(one) + ", and " + words(other);
  }

  /** What is wrong with what a client is told, null if nothing. */
  @Nullable String brokenByAnswer(int[] world, Answer answer) {
    String mark = answer.command().mark();
    boolean hasNoEffect =
        !mark.isEmpty()
            && answer.command().operation().isEmpty()
            && (answer.kind() == Answer.Kind.SAW || answer.kind() == Answer.Kind.NO_EFFECT);
    if (hasNoEffect && isAnyChosen(world, state -> marks(state).contains(mark))) {
      return "the client is told that it has no effect, but " + mark + " is chosen";
    }
    boolean wrote = answer.kind() == Answer.Kind.WROTE;
    if (!wrote && answer.kind() != Answer.Kind.SAW) {
      return null;
    }
    boolean isNothing = !wrote && answer.value().isEmpty() && answer.revision() == 0;
    if (isNothing) {
      return mayBeAbsent(world, answer) ? null : answer + ", " + beganAfter(answer);
    }
    boolean late = answer.startedAfter() > 0 && wrote && !answer.replayed();
    if (answer.revision() < answer.startedAfter() + (late ? 1 : 0) && !answer.replayed()) {
      return answer + ", " + beganAfter(answer);
    }
    return isAnyChosen(world, state -> includes(state, answer))
        ? null
        : answer + ", which is not chosen";
  }

  private static String beganAfter(Answer answer) {
    return "but began after a client was told of revision " + answer.startedAfter();
  }

  /** Whether there may have been no value at some time since the client has asked. */
  private boolean mayBeAbsent(int[] world, Answer answer) {
    if (!scope.collects()) {
      return answer.startedAfter() == 0;
    }
    long known = greatestChosen(world, state -> state.revision() <= answer.startedAfter());
    return known == 0
        || isAnyChosen(world, state -> state.revision() >= known && state.value().isEmpty());
  }

  private long greatestChosen(int[] world, Condition condition) {
    long greatest = 0;
    for (int acceptor = 0; acceptor < scope.acceptors(); acceptor++) {
      for (int vote : columns.view(world[acceptor]).accepted()) {
        RegisterState state = state(Columns.proposalOf(vote));
        boolean isGreater = state.revision() > greatest;
        greatest =
            isGreater && condition.holds(state) && isElected(world, vote)
                ? state.revision()
                : greatest;
      }
    }
    return greatest;
  }

  private boolean includes(RegisterState state, Answer answer) {
    Optional<String> value = state.value().map(Value::utf8);
    if (state.revision() <= answer.revision()) {
      return state.revision() == answer.revision() && value.equals(answer.value());
    }
    return scope.deletes() || isPrefix(answer.value(), value);
  }

  /** A condition on a state. */
  private interface Condition {
    boolean holds(RegisterState state);
  }

  private boolean isAnyChosen(int[] world, Condition condition) {
    for (int acceptor = 0; acceptor < scope.acceptors(); acceptor++) {
      for (int vote : columns.view(world[acceptor]).accepted()) {
        if (condition.holds(state(Columns.proposalOf(vote))) && isElected(world, vote)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether an accept quorum of an era has given this vote in it. */
  private boolean isElected(int[] world, int vote) {
    int voters = 0;
    for (int acceptor = 0; acceptor < scope.acceptors(); acceptor++) {
      for (int given : columns.view(world[acceptor]).accepted()) {
        voters |= given == vote ? 1 << acceptor : 0;
      }
    }
    return eras.isAcceptQuorum(Columns.eraOf(vote), voters);
  }

  /**
   * Whether a proposal may come after another one: it is made from its state, or is born over a
   * floor in which a tombstone was buried that does.
   */
  private boolean follows(int[] world, int later, int earlier) {
    return descends(later, earlier) || (scope.collects() && isReborn(world, later, earlier));
  }

  private boolean isReborn(int[] world, int later, int earlier) {
    long floor = state(later).history().lineage().horizon();
    for (int acceptor = 0; acceptor < scope.acceptors(); acceptor++) {
      for (int vote : columns.view(world[acceptor]).accepted()) {
        int buried = Columns.proposalOf(vote);
        RegisterState state = state(buried);
        boolean under = floor >= Math.max(state.revision(), ballot(buried).counter());
        boolean between =
            ballot(later).isGreaterThan(ballot(buried))
                && !ballot(earlier).isGreaterThan(ballot(buried));
        if (state.value().isEmpty()
            && under
            && between
            && isElected(world, vote)
            && follows(world, buried, earlier)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether a state is another one, or follows from it by changes. */
  private boolean descends(int later, int earlier) {
    int known = descends.get(later, earlier);
    if (known == Memo.UNKNOWN) {
      known = descends(state(later), state(earlier)) ? 1 : 0;
      descends.put(later, earlier, known);
    }
    return known == 1;
  }

  private boolean descends(RegisterState later, RegisterState earlier) {
    // What nobody has written yet, re-accepted: there is nothing to lose.
    boolean unwritten = earlier.history().lineage().ballots().isEmpty();
    if (unwritten || later.equals(earlier)) {
      return true;
    }
    Optional<String> newer = later.value().map(Value::utf8);
    Optional<String> older = earlier.value().map(Value::utf8);
    boolean carries =
        scope.deletes() ? newer.isEmpty() || !newer.equals(older) : isPrefix(older, newer);
    return later.revision() > earlier.revision() && carries && isInLineage(later, earlier);
  }

  /** Whether the last write of the earlier state, or a later one of its proposer, is in. */
  private static boolean isInLineage(RegisterState later, RegisterState earlier) {
    List<Ballot> ballots = earlier.history().lineage().ballots();
    Ballot last = ballots.get(ballots.size() - 1);
    return later.history().lineage().ballots().stream()
        .anyMatch(one -> one.proposer().equals(last.proposer()) && one.compareTo(last) >= 0);
  }

  private static boolean isPrefix(Optional<String> older, Optional<String> newer) {
    String text = newer.orElse("");
    return older.isEmpty() || text.equals(older.get()) || text.startsWith(older.get() + ",");
  }

  private static List<String> marks(RegisterState state) {
    return state.value().map(value -> Arrays.asList(value.utf8().split(","))).orElse(List.of());
  }

  /** The marks in a value, and the ballots of the last writes. */
  private static Set<String> effects(RegisterState state) {
    Set<String> effects = new HashSet<>(marks(state));
    state.history().lineage().ballots().forEach(ballot -> effects.add(Words.of(ballot)));
    return effects;
  }

  private Ballot ballot(int proposal) {
    return columns.proposal(proposal).ballot();
  }

  private RegisterState state(int proposal) {
    return columns.proposal(proposal).state();
  }

  private String words(int proposal) {
    Report.Holding holding = columns.proposal(proposal);
    return Words.of(holding.state()) + " at " + Words.of(holding.ballot());
  }
}
