package io.paxos.checker;

import io.paxos.acceptor.AcceptorRow;
import io.paxos.protocol.Accept;
import io.paxos.protocol.Accepted;
import io.paxos.protocol.AcceptorGroup;
import io.paxos.protocol.AcceptorId;
import io.paxos.protocol.Ballot;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Key;
import io.paxos.protocol.Member;
import io.paxos.protocol.Prepare;
import io.paxos.protocol.RegisterState;
import io.paxos.protocol.StoreId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A {@link Story} in which acceptors come and go, and rows are forgotten: D and E may join. Every
 * configuration is written by Q, accepted by all who have a vote in the era before.
 */
final class EraStory {
  static final StoreId D = new StoreId(new UUID(0, 4));
  static final StoreId E = new StoreId(new UUID(0, 5));

  private final Story story = new Story();
  private Configuration newest = Story.configuration();
  private long counter = 1_000;

  /** The acceptors of these stores, whose majorities decide. */
  static AcceptorGroup group(StoreId... stores) {
    List<Member> members = new ArrayList<>();
    for (StoreId store : stores) {
      String name =
          "abcde".substring((int) store.value().getLeastSignificantBits() - 1).substring(0, 1);
      members.add(new Member(new AcceptorId(name), "memory:" + name, store));
    }
    return AcceptorGroup.majority(members);
  }

  /** What clients and their proposers do. */
  Story story() {
    return story;
  }

  String violation() {
    return story.violation();
  }

  /** What is chosen now. */
  Configuration newest() {
    return newest;
  }

  /** This is chosen, whether it may follow or not, and everything after it is of its era. */
  EraStory chose(Configuration next) {
    writeConfiguration(Optional.of(next.text()));
    newest = next;
    return inEra(next.era());
  }

  /** That there is no configuration any more is chosen. */
  EraStory choseNone() {
    return writeConfiguration(Optional.empty());
  }

  /** What is told next belongs to this era. */
  EraStory inEra(long era) {
    story.checkers().inEra(era);
    return this;
  }

  /** These stores forget the register; the floor stands in for it. */
  EraStory forgotten(long floor, StoreId... stores) {
    for (StoreId store : stores) {
      story.checkers().collected(store, floor, List.of(Story.KEY));
    }
    return this;
  }

  private EraStory writeConfiguration(Optional<String> text) {
    Ballot ballot = Story.q(++counter);
    RegisterState state = Story.state(counter, text.orElse(""), ballot);
    Prepare prepare = new Prepare(Key.CONFIGURATION, ballot);
    Accept accept = new Accept(Key.CONFIGURATION, ballot, state, Optional.empty());
    AcceptorRow row = new AcceptorRow(ballot, Story.holding(ballot, state));
    inEra(newest.era());
    for (Member voter : newest.voters()) {
      story.checkers().sent(Story.Q, voter.store(), prepare);
      story.checkers().sent(Story.Q, voter.store(), accept);
      story.checkers().persisted(voter.store(), Key.CONFIGURATION, row);
      story.checkers().replied(voter.store(), accept, new Accepted(), row);
    }
    return this;
  }
}
