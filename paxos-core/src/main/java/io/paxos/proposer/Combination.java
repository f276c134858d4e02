package io.paxos.proposer;

import io.paxos.protocol.Ballot;
import io.paxos.protocol.History;
import io.paxos.protocol.Lineage;
import io.paxos.protocol.OperationId;
import io.paxos.protocol.Operations;
import io.paxos.protocol.RegisterState;
import io.paxos.protocol.Report;
import io.paxos.protocol.Value;
import io.paxos.register.Change;
import io.paxos.register.Decision;
import io.paxos.register.Outcome;
import io.paxos.register.Versioned;
import java.util.List;
import java.util.Optional;

/**
 * Many changes applied in order to one state: one proposal, one accept, an outcome for each. The
 * change functions are called once per ballot (rule R4).
 *
 * @param state the proposal; the base itself if no change writes
 * @param verdicts one for each submission, in the same order
 * @param writes whether some change writes, so that the ballot becomes part of the lineage
 * @param needsAccept whether an accept quorum has to accept the state before anybody is answered
 */
public record Combination(
    RegisterState state, List<Verdict> verdicts, boolean writes, boolean needsAccept) {
  public Combination {
    verdicts = List.copyOf(verdicts);
  }

  /**
   * Applies the submissions.
   *
   * @param prepared the state they are applied to, and the ballot of the proposal
   * @param maxValueBytes a longer value is the caller's mistake
   */
  public static Combination of(Prepared prepared, List<Submission> submissions, int maxValueBytes) {
    Applying applying = new Applying(prepared, maxValueBytes);
    List<Verdict> verdicts = applying.verdictsOn(submissions);
    boolean doubtful = false;
    boolean spreads = false;
    for (int i = 0; i < submissions.size(); i++) {
      doubtful |= !submissions.get(i).attempts().isEmpty();
      spreads |= submissions.get(i).spreads();
    }
    // Rule R7: what the promises prove needs no re-accepting, unless an earlier accept of ours may
    // still be found: then only a higher ballot, committed, keeps it out for good.
    boolean isFound = prepared.found() instanceof Report.Holding;
    boolean needsAccept =
        applying.writes || doubtful || (spreads && isFound) || !prepared.isProven();
    RegisterState result = applying.result(prepared.ballot());
    return new Combination(result, verdicts, applying.writes, needsAccept);
  }

  /** The state as it moves from one change to the next. */
  private static final class Applying {
    private final RegisterState base;
    private final boolean bare;
    private final int maxValueBytes;
    private long revision;
    private Optional<Value> value;
    private Operations operations;
    private boolean writes;

    Applying(Prepared prepared, int maxValueBytes) {
      this.base = prepared.base();
      this.bare = prepared.found() instanceof Report.Bare;
      this.maxValueBytes = maxValueBytes;
      this.revision = base.revision();
      this.value = base.value();
      this.operations = base.history().operations();
    }

    /** The lineage grows by one ballot however many changes it carries. */
    RegisterState result(Ballot ballot) {
      if (!writes) {
        return base;
      }
      Lineage lineage = base.history().lineage().extendedBy(ballot);
      return new RegisterState(revision, value, new History(lineage, operations));
    }

    List<Verdict> verdictsOn(List<Submission> submissions) {
      if (submissions.size() == 1) {
        return List.of(verdictOn(submissions.get(0)));
      }
      Verdict[] verdicts = new Verdict[submissions.size()];
      for (int i = 0; i < verdicts.length; i++) {
        verdicts[i] = verdictOn(submissions.get(i));
      }
      return List.of(verdicts);
    }

    private Verdict verdictOn(Submission submission) {
      Optional<Verdict> known = attemptThatIsIn(submission);
      if (known.isEmpty() && submission.operation().isPresent()) {
        known = fromMemory(operations.recall(submission.operation().get()));
      }
      if (known.isEmpty()) {
        known = attemptBelowHorizon(submission);
      }
      return known.isPresent() ? known.get() : apply(submission);
    }

    /** Rule R7: a ballot in the lineage means that what was proposed under it is in. */
    private Optional<Verdict> attemptThatIsIn(Submission submission) {
      for (Attempt attempt : submission.attempts()) {
        if (lineageSays(attempt) == Lineage.Verdict.IN) {
          return Optional.of(
              attempt.verdict() instanceof Verdict.Carried carried
                  ? new Verdict.Earlier(carried.outcome())
                  : attempt.verdict());
        }
      }
      return Optional.empty();
    }

    /**
     * Rule R7: below the horizon nobody knows. Above it, what is not in the lineage is not in and,
     * once the proposal made here is chosen, never will be.
     */
    private Optional<Verdict> attemptBelowHorizon(Submission submission) {
      for (Attempt attempt : submission.attempts()) {
        if (lineageSays(attempt) == Lineage.Verdict.UNKNOWN) {
          return Optional.of(
              new Verdict.Forgotten("too many writes since to tell whether it is in"));
        }
      }
      return Optional.empty();
    }

    private Lineage.Verdict lineageSays(Attempt attempt) {
      return base.history().lineage().verdictOn(attempt.ballot());
    }

    private static Optional<Verdict> fromMemory(Operations.Memory memory) {
      if (memory instanceof Operations.Remembered remembered) {
        Operations.Applied first = remembered.applied();
        Versioned<Value> state = new Versioned<>(first.revision(), first.result());
        return Optional.of(
            new Verdict.Earlier(new Outcome.Committed<>(state, first.created(), true)));
      }
      return memory instanceof Operations.Faded
          ? Optional.of(new Verdict.Forgotten("the operation id is older than what is remembered"))
          : Optional.empty();
    }

    private Verdict apply(Submission submission) {
      try {
        Decision<Value> decision = decide(submission.change());
        if (decision instanceof Decision.Write<Value> write) {
          return write(submission.operation(), Optional.of(write.value()));
        }
        if (decision instanceof Decision.Delete<Value> && value.isPresent()) {
          return write(submission.operation(), Optional.empty());
        }
        if (decision instanceof Decision.Decline<Value> decline) {
          return new Verdict.Settled(new Outcome.Rejected<>(current(), decline.reason()));
        }
        return new Verdict.Settled(new Outcome.Committed<>(current(), false, false));
      } catch (RuntimeException | Error thrown) {
        return new Verdict.Threw(thrown);
      }
    }

    private Decision<Value> decide(Change<Value> change) {
      Decision<Value> decision = change.apply(current());
      if (decision instanceof Decision.Write<Value> write && write.value().size() > maxValueBytes) {
        throw new IllegalArgumentException(
            "a value is at most %d bytes, this one is %d"
                .formatted(maxValueBytes, write.value().size()));
      }
      return decision;
    }

    /** Rule R5: every change moves the revision by exactly one. */
    private Verdict write(Optional<OperationId> operation, Optional<Value> newValue) {
      boolean created = value.isEmpty() && newValue.isPresent();
      revision++;
      value = newValue;
      writes = true;
      if (operation.isPresent()) {
        remember(operation.get(), created);
      }
      return new Verdict.Carried(new Outcome.Committed<>(current(), created, false));
    }

    private void remember(OperationId id, boolean created) {
      Optional<Value> result = value.filter(kept -> kept.size() <= Operations.MAX_RESULT_BYTES);
      operations = operations.plus(new Operations.Applied(id, revision, created, result));
    }

    /**
     * Over nothing the floor is the base of the next revision, and no revision itself: floors rise
     * at one acceptor before the other, so another state may come to have that number.
     */
    private Versioned<Value> current() {
      return new Versioned<>(bare && !writes ? 0 : revision, value);
    }
  }
}
