package io.paxos.driver;

import io.paxos.protocol.Member;
import io.paxos.protocol.ReadReply;
import io.paxos.protocol.StoreId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one acceptor holds of one key.
 *
 * @param reply empty if the acceptor was silent or refused
 */
public record Inspection(Member member, Optional<ReadReply> reply) {
  /** Whose acceptors answered. */
  static Set<StoreId> reachable(List<Inspection> inspections) {
    return inspections.stream()
        .filter(inspection -> inspection.reply().isPresent())
        .map(inspection -> inspection.member().store())
        .collect(Collectors.toUnmodifiableSet());
  }
}
