package io.paxos.protocol;

import java.util.List;

/**
 * A set of acceptors and the sizes of its quorums. That they intersect is checked where votes are
 * counted, in {@code io.paxos.quorum}.
 *
 * @param members at least one, each name and each store once
 * @param prepareSize how many promises make a prepare quorum
 * @param acceptSize how many accepts make an accept quorum
 */
public record AcceptorGroup(List<Member> members, int prepareSize, int acceptSize) {
  /**
   * @throws IllegalArgumentException if there is no member, one is named twice, or a size is not
   *     between 1 and the number of members
   */
  public AcceptorGroup {
    members = List.copyOf(members);
    if (members.isEmpty()) {
      throw new IllegalArgumentException("a group has at least one acceptor");
    }
    long ids = members.stream().map(Member::id).distinct().count();
    long stores = members.stream().map(Member::store).distinct().count();
    if (ids < members.size() || stores < members.size()) {
      throw new IllegalArgumentException("an acceptor is named twice in " + members);
    }
    requireSize("prepare", prepareSize, members.size());
    requireSize("accept", acceptSize, members.size());
  }

  /** A group whose quorums are its majorities. */
  public static AcceptorGroup majority(List<Member> members) {
    int majority = members.size() / 2 + 1;
    return new AcceptorGroup(members, majority, majority);
  }

  private static void requireSize(String phase, int size, int members) {
    if (size < 1 || size > members) {
      throw new IllegalArgumentException(
          "a %s quorum of %d acceptors is not 1 to %d".formatted(phase, size, members));
    }
  }
}
