package io.paxos.server.cluster;

import io.paxos.driver.upkeep.Membership;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Member;
import io.paxos.protocol.StoreId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How the cluster looked from one node, a moment ago.
 *
 * @param configuration that the node knew
 * @param age for how long it had known it, by its own monotonic clock
 * @param answering the stores of the members that answered
 * @param change what was known of the change of membership under way; empty if there was none, or
 *     no quorum told
 */
public record Sight(
    Configuration configuration,
    Duration age,
    Set<StoreId> answering,
    Optional<Membership.Status> change) {
  public Sight {
    answering = Set.copyOf(answering);
  }

  /** The members that did not answer, with a vote or without. */
  public List<Member> silent() {
    return configuration.members().stream()
        .filter(member -> !answering.contains(member.store()))
        .toList();
  }

  /** Whether a change of membership has been in the same era for longer than this. */
  public boolean isUnderWayFor(Duration bound) {
    return !configuration.isStable() && age.compareTo(bound) > 0;
  }
}
