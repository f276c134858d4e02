package io.paxos.membership;

import io.paxos.protocol.AcceptorGroup;
import io.paxos.protocol.AcceptorId;
import io.paxos.protocol.Member;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What somebody wants to be different about the acceptors. Who is removed and joins under the same
 * name is replaced. Immutable.
 *
 * @param sizes of the quorums; empty for majorities, which is only allowed if they are now
 */
public record Target(List<AcceptorId> removed, List<Newcomer> joining, Optional<Sizes> sizes) {
  /**
   * An acceptor that is to join.
   *
   * @param address as in {@link Member#address()}
   */
  public record Newcomer(AcceptorId id, String address) {}

  /** How many acceptors make a prepare quorum, and how many an accept quorum (rule R8). */
  public record Sizes(int prepare, int accept) {}

  public Target {
    removed = List.copyOf(removed);
    joining = List.copyOf(joining);
  }

  /**
   * Looks whether this can be made of these acceptors, before anybody is asked to join.
   *
   * @throws IllegalArgumentException if it cannot, with the rule
   */
  public void check(AcceptorGroup current) {
    if (removed.isEmpty() && joining.isEmpty() && sizes.isEmpty()) {
      throw new IllegalArgumentException("nothing is to be removed, added or resized");
    }
    Set<AcceptorId> names = new HashSet<>();
    current.members().forEach(member -> names.add(member.id()));
    for (AcceptorId leaving : removed) {
      if (!names.remove(leaving)) {
        throw new IllegalArgumentException(
            "there is no acceptor %s to remove, only %s".formatted(leaving, names(current)));
      }
    }
    for (Newcomer newcomer : joining) {
      if (!names.add(newcomer.id())) {
        throw new IllegalArgumentException(
            "acceptor %s is there already: replace it, or take another name"
                .formatted(newcomer.id()));
      }
    }
    if (names.isEmpty()) {
      throw new IllegalArgumentException("no acceptor would be left");
    }
    boolean isMajority = current.equals(AcceptorGroup.majority(current.members()));
    if (sizes.isEmpty() && !isMajority && names.size() != current.members().size()) {
      throw new IllegalArgumentException(
          "the quorums are of %d and %d among %d acceptors: say which sizes they are to have among %d"
              .formatted(
                  current.prepareSize(),
                  current.acceptSize(),
                  current.members().size(),
                  names.size()));
    }
  }

  /**
   * The acceptors that are to be.
   *
   * @param joiners those who join, with their stores
   * @throws IllegalArgumentException if a size does not fit
   */
  public AcceptorGroup applyTo(AcceptorGroup current, List<Member> joiners) {
    List<Member> members = new ArrayList<>();
    current.members().stream()
        .filter(member -> !removed.contains(member.id()))
        .forEach(members::add);
    members.addAll(joiners);
    if (sizes.isPresent()) {
      return new AcceptorGroup(members, sizes.get().prepare(), sizes.get().accept());
    }
    return members.size() == current.members().size()
        ? new AcceptorGroup(members, current.prepareSize(), current.acceptSize())
        : AcceptorGroup.majority(members);
  }

  private static List<AcceptorId> names(AcceptorGroup group) {
    return group.members().stream().map(Member::id).toList();
  }
}
