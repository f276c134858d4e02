package io.paxos.driver.upkeep;

import io.paxos.driver.Proposer;
import io.paxos.membership.FloorRaise;
import io.paxos.membership.Listing;
import io.paxos.protocol.AcceptorGroup;
import io.paxos.protocol.Collect;
import io.paxos.protocol.CollectReply;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Value;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Transfers under the joint quorums (rule M4, step 3): raises the floors of the new acceptors, and
 * runs a round for every key, which leaves what is chosen at a quorum of each side and outbids
 * whatever was promised in eras before.
 */
final class Mover implements Carrier {
  private final Acceptors acceptors;
  private final Proposer proposer;
  private final Configuration joint;
  private final Duration timeout;
  private volatile long raised;

  /**
   * A mover.
   *
   * @param raised to which the floors were raised already
   */
  Mover(
      Acceptors acceptors, Proposer proposer, Configuration joint, long raised, Duration timeout) {
    this.acceptors = acceptors;
    this.proposer = proposer;
    this.joint = joint;
    this.raised = raised;
    this.timeout = timeout;
  }

  @Override
  public CompletionStage<Load> carry(Listing portion) {
    return raiseFloors(portion.floor()).thenCompose(done -> settleAll(portion.candidates()));
  }

  private CompletionStage<Void> raiseFloors(long floor) {
    if (floor <= raised) {
      return CompletableFuture.completedFuture(null);
    }
    AcceptorGroup next = joint.next().orElseThrow();
    return acceptors
        .<FloorRaise, CollectReply>gather(
            next.members(),
            (acceptor, member) ->
                acceptor.collect(new Collect(joint.era(), member.store(), floor, List.of())),
            FloorRaise.of(next, floor),
            (raise, from, reply) ->
                reply instanceof CollectReply.Collected collected
                    ? raise.on(from.store(), collected.floor())
                    : raise,
            FloorRaise::isDone)
        .thenCompose(
            raise -> {
              if (!raise.isDone()) {
                return UnfinishedException.of("too few of the new acceptors raise their floors");
              }
              raised = floor;
              return CompletableFuture.completedFuture(null);
            });
  }

  private CompletionStage<Load> settleAll(List<Listing.Candidate> candidates) {
    List<CompletableFuture<Long>> settled = candidates.stream().map(this::settle).toList();
    return CompletableFuture.allOf(settled.toArray(CompletableFuture<?>[]::new))
        .thenApply(
            done ->
                new Load(
                    settled.size(), settled.stream().mapToLong(CompletableFuture::join).sum()));
  }

  private CompletableFuture<Long> settle(Listing.Candidate candidate) {
    return proposer
        .settle(candidate.key(), candidate.promised(), timeout)
        .thenApply(found -> (long) found.value().map(Value::size).orElse(0))
        .toCompletableFuture();
  }
}
