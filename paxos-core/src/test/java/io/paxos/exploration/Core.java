package io.paxos.exploration;

import io.paxos.acceptor.AcceptorRow;
import io.paxos.acceptor.AcceptorRules;
import io.paxos.proposer.Accepting;
import io.paxos.proposer.AfterAccept;
import io.paxos.proposer.AfterPrepare;
import io.paxos.proposer.BallotSequence;
import io.paxos.proposer.CachedPromise;
import io.paxos.proposer.Chosen;
import io.paxos.proposer.Combination;
import io.paxos.proposer.Prepared;
import io.paxos.proposer.Preparing;
import io.paxos.proposer.PromiseCache;
import io.paxos.proposer.Reading;
import io.paxos.proposer.Submission;
import io.paxos.proposer.Verdict;
import io.paxos.protocol.AcceptReply;
import io.paxos.protocol.Ballot;
import io.paxos.protocol.PrepareReply;
import io.paxos.protocol.ProposerId;
import io.paxos.protocol.RegisterState;
import io.paxos.protocol.Request;
import io.paxos.protocol.StoreId;
import java.util.List;
import java.util.Optional;

/** The decisions of the protocol. Each is the real one, unless a test breaks it on purpose. */
interface Core extends MembershipCore {
  /** The real core, whole. */
  Core REAL = new Core() {};

  default AcceptorRules.Step<?> decide(AcceptorRow row, Request<?> request) {
    return AcceptorRules.decide(row, request);
  }

  default AfterPrepare heard(Preparing preparing, StoreId from, PrepareReply reply) {
    return preparing.on(from, reply);
  }

  default AfterAccept heard(Accepting accepting, StoreId from, AcceptReply reply) {
    return accepting.on(from, reply);
  }

  /** The promise that is kept for the next round, through the real cache. */
  default Optional<Prepared> promiseOf(Accepting accepting, Chosen chosen) {
    PromiseCache cache = new PromiseCache(1);
    Optional<CachedPromise> promise = chosen.promise();
    promise.ifPresent(cache::put);
    return cache.take(accepting.key(), accepting.era());
  }

  /** What is left of a promise, once an accept under its ballot has been sent. */
  default Optional<Prepared> promiseAfterUse(Prepared used) {
    return Optional.empty();
  }

  default Combination combine(Prepared prepared, List<Submission> submissions, int maxValueBytes) {
    return Combination.of(prepared, submissions, maxValueBytes);
  }

  /**
   * Whether a change may be answered without an accept, as in {@code KeyQueue.Passenger}.
   *
   * @param hasAwaitedPromises whether it was there when the prepare was sent
   */
  default boolean maySettle(boolean hasAwaitedPromises, Verdict verdict) {
    return verdict instanceof Verdict.Forgotten || hasAwaitedPromises;
  }

  default Optional<RegisterState> proven(Reading reading) {
    return reading.proven();
  }

  /**
   * The next ballot, through the real sequence.
   *
   * @param own the counter of the last ballot that this proposer issued, 0 if none
   */
  default Ballot nextBallot(ProposerId proposer, long own, long seen) {
    BallotSequence sequence = new BallotSequence(proposer);
    if (own > 0) {
      sequence.nextAbove(own - 1);
    }
    return sequence.nextAbove(seen);
  }
}
