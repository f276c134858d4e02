package io.paxos.exploration;

import io.paxos.acceptor.AcceptorRow;
import io.paxos.acceptor.AcceptorRules;
import io.paxos.acceptor.Admission;
import io.paxos.deletion.Harvest;
import io.paxos.membership.Copies;
import io.paxos.membership.Fence;
import io.paxos.membership.FloorRaise;
import io.paxos.membership.Listing;
import io.paxos.membership.Reconfiguration;
import io.paxos.proposer.Prepared;
import io.paxos.protocol.AcceptorGroup;
import io.paxos.protocol.Ballot;
import io.paxos.protocol.Batch;
import io.paxos.protocol.BatchReply;
import io.paxos.protocol.Collect;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Identity;
import io.paxos.protocol.Member;
import io.paxos.protocol.Scan;
import io.paxos.quorum.QuorumSystem;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The decisions about eras, changes of membership, and deletion; as in {@link Core}. */
interface MembershipCore {
  default Optional<BatchReply> refusal(Identity identity, Batch batch) {
    return Admission.check(identity, batch);
  }

  default Optional<BatchReply> refusal(Identity identity, Scan scan) {
    return Admission.check(identity, scan);
  }

  default Optional<BatchReply> refusal(Identity identity, Collect collect) {
    return Admission.check(identity, collect);
  }

  /** The quorums of rounds and reads. */
  default QuorumSystem quorums(Configuration configuration) {
    return QuorumSystem.of(configuration);
  }

  /** The cached promise, if it is good in this era, as {@code CachedPromise.in}. */
  default Optional<Prepared> promiseIn(long era, Prepared promised) {
    return promised.era() == era ? Optional.of(promised) : Optional.empty();
  }

  default Configuration begin(Configuration stable, AcceptorGroup target) {
    return Reconfiguration.begin(stable, target);
  }

  default Configuration advance(Configuration changing) {
    return Reconfiguration.advance(changing);
  }

  default Configuration abort(Configuration changing) {
    return Reconfiguration.abort(changing);
  }

  default boolean isUp(Fence fence) {
    return fence.isUp();
  }

  default boolean isComplete(Listing listing) {
    return listing.isComplete();
  }

  default List<Listing.Candidate> candidates(Listing listing) {
    return listing.candidates();
  }

  default boolean isComplete(Copies copies) {
    return copies.isComplete();
  }

  /** Whose floors are raised. */
  default List<Member> raised(AcceptorGroup next) {
    return next.members();
  }

  default boolean isDone(FloorRaise raise) {
    return raise.isDone();
  }

  /** Above which counter a listed key is transferred, as {@code Mover}. */
  default long above(long promised) {
    return promised;
  }

  /** Whether a listed key is transferred by a round, and not by a read. */
  default boolean transfersByRound() {
    return true;
  }

  /** A look at what can be collected; none while membership changes. */
  default Optional<Harvest> harvest(Configuration configuration, int limit) {
    return configuration.isStable()
        ? Optional.of(Harvest.begin(configuration, Optional.empty(), limit))
        : Optional.empty();
  }

  default boolean isComplete(Harvest harvest) {
    return harvest.isComplete();
  }

  default List<Collect.Forget> ripe(Harvest harvest) {
    return harvest.ripe().stream().map(Harvest.Ripe::row).toList();
  }

  default OptionalLong forget(AcceptorRow row, Ballot tombstone) {
    return AcceptorRules.forget(row, tombstone);
  }
}
