package io.paxos.quorum;

import io.paxos.protocol.AcceptorGroup;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Member;
import io.paxos.protocol.StoreId;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Which sets of acceptors may decide. Immutable.
 *
 * <p>Every prepare quorum meets every accept quorum; a system in which they might miss each other
 * cannot be made. Source: Howard et al., <em>Flexible Paxos</em>.
 */
public sealed interface QuorumSystem permits SizedQuorums, JointQuorums {
  /** Everyone who has a vote. */
  Set<StoreId> voters();

  /** Whether this is one of them. */
  boolean isVoter(StoreId store);

  /** Whether the promises of the voters that this holds for are enough to choose a value. */
  boolean isPrepareQuorum(Predicate<StoreId> candidates);

  /** Whether the accepts of the voters that this holds for make a value chosen. */
  boolean isAcceptQuorum(Predicate<StoreId> candidates);

  /** Whether the voters that this holds for meet every prepare quorum and every accept quorum. */
  boolean isBlockingSet(Predicate<StoreId> candidates);

  /** Whether these promises are enough to choose a value. */
  default boolean isPrepareQuorum(Set<StoreId> candidates) {
    return isPrepareQuorum(candidates::contains);
  }

  /** Whether these accepts make a value chosen. */
  default boolean isAcceptQuorum(Set<StoreId> candidates) {
    return isAcceptQuorum(candidates::contains);
  }

  /** Whether these meet every prepare quorum and every accept quorum. */
  default boolean isBlockingSet(Set<StoreId> candidates) {
    return isBlockingSet(candidates::contains);
  }

  /** The quorums of a configuration. */
  static QuorumSystem of(Configuration configuration) {
    QuorumSystem current = of(configuration.current());
    return configuration.stage() == Configuration.Stage.JOINT
        ? new JointQuorums(current, of(configuration.next().orElseThrow()))
        : current;
  }

  /** The quorums of a group by itself. */
  static QuorumSystem of(AcceptorGroup group) {
    Set<StoreId> voters =
        group.members().stream().map(Member::store).collect(Collectors.toUnmodifiableSet());
    return new SizedQuorums(voters, group.prepareSize(), group.acceptSize());
  }
}
