package io.paxos.exploration;

import io.paxos.exploration.Client.Rider;
import io.paxos.proposer.Verdict;
import io.paxos.protocol.RegisterState;
import io.paxos.protocol.Value;
import io.paxos.register.Outcome;
import io.paxos.register.Versioned;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a client is told in one step, and what it knows from then on. */
final class Answers {
  private final Program program;
  private final List<Answer> answers = new ArrayList<>();
  private final Set<String> without;
  private long known;
  private boolean wasRejected;

  Answers(Program program, Client before) {
    this.program = program;
    this.without = new HashSet<>(before.without());
    this.known = before.known();
    this.wasRejected = before.wasRejected();
  }

  List<Answer> all() {
    return List.copyOf(answers);
  }

  /** The greatest revision that the client was ever told. */
  long known() {
    return known;
  }

  boolean wasRejected() {
    return wasRejected;
  }

  /** The marks, and the ballots, of what has no effect. */
  Set<String> without() {
    return Set.copyOf(without);
  }

  /**
   * A verdict whose condition has come true.
   *
   * @param born whether it was judged on a register that nobody has written
   */
  void settle(Rider rider, Verdict verdict, boolean born) {
    if (verdict instanceof Verdict.Settled settled) {
      settle(rider, settled.outcome(), born);
    } else if (verdict instanceof Verdict.Earlier earlier) {
      wrote(rider, (Outcome.Committed<Value>) earlier.outcome());
    } else if (verdict instanceof Verdict.Carried carried) {
      wrote(rider, carried.outcome());
    } else if (verdict instanceof Verdict.Threw threw) {
      throw new IllegalStateException("a change function threw", threw.thrown());
    } else {
      end(rider.command(), Answer.Kind.MAYBE, rider.startedAfter());
    }
  }

  private void settle(Rider rider, Outcome<Value> outcome, boolean born) {
    if (outcome instanceof Outcome.Committed<Value> committed) {
      Versioned<Value> state = committed.state();
      saw(rider.command(), rider.startedAfter(), state.revision(), state.value(), born);
      hasNoEffect(rider.command());
      isNotIn(rider);
    } else {
      Versioned<Value> current = ((Outcome.Rejected<Value>) outcome).current();
      saw(rider.command(), rider.startedAfter(), current.revision(), current.value(), born);
      hasNoEffect(rider.command());
      isNotIn(rider);
      wasRejected = true;
    }
  }

  private void wrote(Rider rider, Outcome.Committed<Value> committed) {
    Versioned<Value> state = committed.state();
    known = Math.max(known, state.revision());
    wasRejected = false;
    answers.add(
        new Answer(
            program.commands().get(rider.command()),
            Answer.Kind.WROTE,
            rider.startedAfter(),
            state.revision(),
            state.value().map(Value::utf8),
            committed.replayed()));
  }

  /** The register held this. */
  void saw(int command, long startedAfter, RegisterState state, boolean born) {
    saw(command, startedAfter, state.revision(), state.value(), born);
  }

  /**
   * A register of which there is nothing is at revision 0, which says nothing of when: it is not
   * counted as a revision that is known.
   */
  private void saw(
      int command, long startedAfter, long revision, Optional<Value> value, boolean born) {
    known = born || !program.serves() ? known : Math.max(known, revision);
    wasRejected = false;
    answers.add(
        new Answer(
            program.commands().get(command),
            Answer.Kind.SAW,
            startedAfter,
            revision,
            value.map(Value::utf8),
            false));
  }

  /** The end of a command of which nothing was seen. */
  void end(int command, Answer.Kind kind, long startedAfter) {
    wasRejected = false;
    if (kind == Answer.Kind.NO_EFFECT) {
      hasNoEffect(command);
    }
    answers.add(
        new Answer(
            program.commands().get(command), kind, startedAfter, 0, Optional.empty(), false));
  }

  /** What was proposed for it earlier is not in, and never will be. */
  private void isNotIn(Rider rider) {
    rider.attempts().stream()
        .filter(attempt -> attempt.verdict().isIn())
        .forEach(attempt -> without.add(Words.of(attempt.ballot())));
  }

  private void hasNoEffect(int command) {
    Command wanted = program.commands().get(command);
    if (!wanted.mark().isEmpty() && wanted.operation().isEmpty()) {
      without.add(wanted.mark());
    }
  }
}
