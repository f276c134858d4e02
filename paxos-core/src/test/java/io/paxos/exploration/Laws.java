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
  private final Memo descends = new Memo();

  Laws(Scope scope, Columns columns, Clients clients) {
    this.scope = scope;
    this.columns = columns;
    this.clients = clients;
  }

  /** What is wrong when an acceptor has accepted a proposal, null if nothing. */
  @Nullable String brokenByAccept(int[] world, int proposal) {
    if (votes(world, proposal) != scope.majority()) {
      return null;
    }
    for (int acceptor = 0; acceptor < scope.acceptors(); acceptor++) {
      for (int other : columns.view(world[acceptor]).proposed()) {
        String broken = brokenByChoice(world, proposal, other);
        if (broken != null) {
          return broken;
        }
      }
    }
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

  private @Nullable String brokenByChoice(int[] world, int chosen, int other) {
    int order = ballot(other).compareTo(ballot(chosen));
    if (order > 0 && !descends(other, chosen)) {
      return "chosen is " + words(chosen) + ", and not under it is the proposal " + words(other);
    }
    if (order < 0 && isChosen(world, other) && !descends(chosen, other)) {
      return "chosen is " + words(chosen) + ", and it has lost what was chosen: " + words(other);
    }
    return order == 0 && other != chosen ? twoUnderOneBallot(chosen, other) : null;
  }

  /** What is wrong with a proposal that was just made, null if nothing. */
  @Nullable String brokenByProposal(int[] world, int proposal) {
    RegisterState state = state(proposal);
    List<String> marks = marks(state);
    if (marks.stream().distinct().count() < marks.size()) {
      return "a change is applied twice in " + words(proposal);
    }
    if (!scope.deletes() && !scope.bases().contains(state.revision() - marks.size())) {
      return "the revision does not count the changes in " + words(proposal);
    }
    for (int acceptor = 0; acceptor < scope.acceptors(); acceptor++) {
      for (int other : columns.view(world[acceptor]).proposed()) {
        int order = ballot(other).compareTo(ballot(proposal));
        if (order == 0 && other != proposal) {
          return twoUnderOneBallot(proposal, other);
        }
        if (order < 0 && isChosen(world, other) && !descends(proposal, other)) {
          return "proposed is " + words(proposal) + ", and chosen is already " + words(other);
        }
      }
    }
    return null;
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
    boolean late = answer.startedAfter() > 0 && wrote && !answer.replayed();
    if (answer.revision() < answer.startedAfter() + (late ? 1 : 0) && !answer.replayed()) {
      return answer + ", but began after a client was told of revision " + answer.startedAfter();
    }
    boolean born = !wrote && scope.bases().contains(answer.revision()) && answer.value().isEmpty();
    return born || isAnyChosen(world, state -> includes(state, answer))
        ? null
        : answer + ", which is not chosen";
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
      for (int proposal : columns.view(world[acceptor]).accepted()) {
        if (isChosen(world, proposal) && condition.holds(state(proposal))) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean isChosen(int[] world, int proposal) {
    return votes(world, proposal) >= scope.majority();
  }

  private int votes(int[] world, int proposal) {
    int votes = 0;
    for (int acceptor = 0; acceptor < scope.acceptors(); acceptor++) {
      for (int accepted : columns.view(world[acceptor]).accepted()) {
        votes += accepted == proposal ? 1 : 0;
      }
    }
    return votes;
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
    if (later.equals(earlier)) {
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
