package io.paxos.driver;

import io.paxos.proposer.Attempt;
import io.paxos.proposer.Submission;
import io.paxos.proposer.Verdict;
import io.paxos.protocol.Ballot;
import io.paxos.protocol.OperationId;
import io.paxos.protocol.Value;
import io.paxos.register.Change;
import io.paxos.register.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One caller's change until it is answered. Guarded by the lock of its {@link KeyQueue}, but for
 * the answer, which is completed outside.
 */
final class Pending {
  private final Change<Value> change;
  private final Optional<OperationId> operation;
  private final boolean spreads;
  private final CompletableFuture<Outcome<Value>> answer = new CompletableFuture<>();
  private List<Attempt> attempts = List.of();
  private Ballot awaited = Ballot.ZERO;
  private boolean mayBeIn;
  private boolean givenUp;

  Pending(Change<Value> change, Optional<OperationId> operation) {
    this(change, operation, false);
  }

  /**
   * A change that waits.
   *
   * @param spreads as in {@link Submission#spreads()}
   */
  Pending(Change<Value> change, Optional<OperationId> operation, boolean spreads) {
    this.change = change;
    this.operation = operation;
    this.spreads = spreads;
  }

  CompletableFuture<Outcome<Value>> answer() {
    return answer;
  }

  boolean isGivenUp() {
    return givenUp;
  }

  Submission submission() {
    return new Submission(change, operation, attempts, spreads);
  }

  /** A prepare is about to be sent under this ballot, and the change waits for its promises. */
  void awaitPromises(Ballot ballot) {
    awaited = ballot;
  }

  /** Whether the change was there before anything was promised under this ballot. */
  boolean hasAwaitedPromises(Ballot ballot) {
    return awaited.equals(ballot);
  }

  /**
   * An accept that decides about the change is about to be sent under this ballot.
   *
   * @param writes whether the ballot becomes part of the lineage
   */
  void ride(Ballot ballot, Verdict verdict, boolean writes) {
    mayBeIn |= verdict.isIn();
    if (writes) {
      attempts = with(new Attempt(ballot, verdict));
    }
  }

  private List<Attempt> with(Attempt one) {
    if (attempts.isEmpty()) {
      return List.of(one);
    }
    List<Attempt> more = new ArrayList<>(attempts);
    more.add(one);
    return List.copyOf(more);
  }

  /** Answers with a verdict whose condition has come true. */
  void settle(Verdict verdict) {
    if (verdict instanceof Verdict.Settled settled) {
      answer.complete(settled.outcome());
    } else if (verdict instanceof Verdict.Earlier earlier) {
      answer.complete(earlier.outcome());
    } else if (verdict instanceof Verdict.Carried carried) {
      answer.complete(carried.outcome());
    } else if (verdict instanceof Verdict.Threw threw) {
      answer.completeExceptionally(threw.thrown());
    } else {
      answer.complete(new Outcome.Unknown<>(((Verdict.Forgotten) verdict).reason()));
    }
  }

  /**
   * Ends it as well as can be known when there is no time left (rule R7). From here on no accept is
   * sent for it, so that what is said of the attempts stays true.
   *
   * @return answers the caller
   */
  Runnable giveUp(String reason) {
    givenUp = true;
    Outcome<Value> outcome =
        mayBeIn ? new Outcome.Unknown<>(reason) : new Outcome.NotApplied<>(reason);
    return () -> answer.complete(outcome);
  }
}
