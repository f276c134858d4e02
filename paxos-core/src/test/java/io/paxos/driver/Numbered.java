package io.paxos.driver;

import io.paxos.protocol.AcceptorGroup;
import io.paxos.protocol.AcceptorId;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Member;
import io.paxos.protocol.StoreId;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** Members whose addresses are their numbers, from 0, by which a test finds its acceptors. */
final class Numbered {
  private Numbered() {}

  /** So many, whose majorities decide. */
  static Configuration members(int count) {
    List<Member> members =
        IntStream.range(0, count)
            .mapToObj(
                number ->
                    new Member(
                        new AcceptorId("n" + number), Integer.toString(number), store(number)))
            .toList();
    return Configuration.stable(1, AcceptorGroup.majority(members));
  }

  /** The store of the member with this number. */
  static StoreId store(int number) {
    return new StoreId(new UUID(0, number));
  }
}
