package io.paxos.exploration;

import io.paxos.protocol.AcceptorGroup;
import io.paxos.protocol.AcceptorId;
import io.paxos.protocol.Member;
import io.paxos.protocol.StoreId;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** The acceptors by their letters, each with a memory of its own. */
final class Cast {
  /** Stands for whichever store a message means: none is ever swapped here. */
  static final StoreId MEANT = new StoreId(new UUID(0, 99));

  private static final String LETTERS = "ABCDEFGHI";

  private Cast() {}

  static String letter(int acceptor) {
    return LETTERS.substring(acceptor, acceptor + 1);
  }

  static StoreId store(int acceptor) {
    return new StoreId(new UUID(0, acceptor + 1L));
  }

  /** Which acceptor has this store. */
  static int acceptor(StoreId store) {
    return (int) store.value().getLeastSignificantBits() - 1;
  }

  /** These acceptors, whose majorities are their quorums. */
  static AcceptorGroup group(String letters) {
    return AcceptorGroup.majority(members(letters));
  }

  /** These acceptors, with quorums of these sizes. */
  static AcceptorGroup group(String letters, int prepareSize, int acceptSize) {
    return new AcceptorGroup(members(letters), prepareSize, acceptSize);
  }

  private static List<Member> members(String letters) {
    return letters.chars().mapToObj(letter -> member(LETTERS.indexOf(letter))).toList();
  }

  private static Member member(int acceptor) {
    String name = letter(acceptor).toLowerCase(Locale.ROOT);
    return new Member(new AcceptorId(name), "memory:" + name, store(acceptor));
  }
}
