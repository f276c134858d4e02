package io.paxos.checker;

import io.paxos.acceptor.AcceptorRow;
import io.paxos.history.Call;
import io.paxos.history.Operation;
import io.paxos.protocol.Accept;
import io.paxos.protocol.Accepted;
import io.paxos.protocol.AcceptorGroup;
import io.paxos.protocol.AcceptorId;
import io.paxos.protocol.Ballot;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.History;
import io.paxos.protocol.Key;
import io.paxos.protocol.Lineage;
import io.paxos.protocol.Member;
import io.paxos.protocol.Operations;
import io.paxos.protocol.Prepare;
import io.paxos.protocol.Promised;
import io.paxos.protocol.ProposerId;
import io.paxos.protocol.RegisterState;
import io.paxos.protocol.Report;
import io.paxos.protocol.StoreId;
import io.paxos.protocol.Value;
import io.paxos.register.Decision;
import io.paxos.register.Versioned;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * A run made up by hand, event by event: stores A, B, and C at nodes {@code a}, {@code b}, and
 * {@code c}; proposers P at {@code a} and Q at {@code b}; one register. Every verb does what an
 * orderly world would tell; a test breaks one thing.
 */
final class Story {
  static final StoreId A = new StoreId(new UUID(0, 1));
  static final StoreId B = new StoreId(new UUID(0, 2));
  static final StoreId C = new StoreId(new UUID(0, 3));
  static final ProposerId P = new ProposerId("a", 1);
  static final ProposerId Q = new ProposerId("b", 1);
  static final Key KEY = Key.register("k");
  static final long BOUND = 1_000;

  long now;
  private final Checkers checkers = new Checkers(configuration(), 0, () -> now, BOUND);
  private final Map<StoreId, Map<Key, AcceptorRow>> disks = new HashMap<>();
  private int calls;

  Story() {
    checkers.started("a", P);
    checkers.started("b", Q);
  }

  static Configuration configuration() {
    List<Member> members = new ArrayList<>();
    members.add(new Member(new AcceptorId("a"), "memory:a", A));
    members.add(new Member(new AcceptorId("b"), "memory:b", B));
    members.add(new Member(new AcceptorId("c"), "memory:c", C));
    return Configuration.stable(1, AcceptorGroup.majority(members));
  }

  Checkers checkers() {
    return checkers;
  }

  String violation() {
    return checkers.violation().orElse("");
  }

  long count(Sighting sighting) {
    return checkers.sightings().count(sighting);
  }

  static Ballot p(long counter) {
    return new Ballot(counter, P);
  }

  static Ballot q(long counter) {
    return new Ballot(counter, Q);
  }

  /** A state that was written under this ballot. */
  static RegisterState state(long revision, String value, Ballot... writes) {
    Optional<Value> held = value.isEmpty() ? Optional.empty() : Optional.of(Value.text(value));
    History history = new History(new Lineage(List.of(writes), 0), Operations.NONE);
    return new RegisterState(revision, held, history);
  }

  Call write(String value) {
    return call(Call.Kind.WRITE, OptionalLong.empty(), value);
  }

  Call delete() {
    return call(Call.Kind.DELETE, OptionalLong.empty(), "");
  }

  Call compareAndSet(long expect, String value) {
    return call(Call.Kind.COMPARE_AND_SET, OptionalLong.of(expect), value);
  }

  Call read() {
    return call(Call.Kind.READ, OptionalLong.empty(), "");
  }

  /** A new call of a new client, asked of node {@code a}. */
  private Call call(Call.Kind kind, OptionalLong expect, String value) {
    Optional<String> written = value.isEmpty() ? Optional.empty() : Optional.of(value);
    int number = ++calls;
    Call call = new Call(number, KEY, "client" + number, kind, expect, written);
    checkers.called(call, "a", 1);
    return call;
  }

  /** The call is applied to what its proposer found. */
  Story applied(Call call, long seenRevision, String seenValue) {
    Optional<Value> seen =
        seenValue.isEmpty() ? Optional.empty() : Optional.of(Value.text(seenValue));
    Decision<Value> decision =
        call.written().map(value -> Decision.write(Value.text(value))).orElseGet(Decision::delete);
    checkers.applied(call, new Versioned<>(seenRevision, seen), decision);
    return this;
  }

  /** The prepare reaches these stores, and they grant it. */
  Story prepared(Ballot ballot, StoreId... stores) {
    Prepare prepare = new Prepare(KEY, ballot);
    for (StoreId store : stores) {
      checkers.sent(ballot.proposer(), store, prepare);
      Promised promised = new Promised(row(store).report());
      write(store, new AcceptorRow(ballot, row(store).report()));
      checkers.replied(store, prepare, promised, row(store));
      checkers.received(ballot.proposer(), store, prepare, promised);
    }
    return this;
  }

  /** The accept leaves for these stores and gets lost. */
  Story proposed(Ballot ballot, RegisterState state, StoreId... stores) {
    for (StoreId store : stores) {
      checkers.sent(ballot.proposer(), store, accept(ballot, state));
    }
    return this;
  }

  /** The accept reaches these stores, and they grant it. */
  Story accepted(Ballot ballot, RegisterState state, StoreId... stores) {
    return acceptedWith(accept(ballot, state), stores);
  }

  /** An accept with a next ballot, or without. */
  Story acceptedWith(Accept accept, StoreId... stores) {
    for (StoreId store : stores) {
      checkers.sent(accept.ballot().proposer(), store, accept);
      write(store, new AcceptorRow(accept.promise(), holding(accept.ballot(), accept.state())));
      checkers.replied(store, accept, new Accepted(), row(store));
      checkers.received(accept.ballot().proposer(), store, accept, new Accepted());
    }
    return this;
  }

  static Accept accept(Ballot ballot, RegisterState state) {
    return new Accept(KEY, ballot, state, Optional.empty());
  }

  static Report.Holding holding(Ballot ballot, RegisterState state) {
    return new Report.Holding(ballot, state);
  }

  /** The row is on the disk, whatever was there. */
  Story write(StoreId store, AcceptorRow row) {
    disks.computeIfAbsent(store, unused -> new HashMap<>()).put(KEY, row);
    checkers.persisted(store, KEY, row);
    return this;
  }

  AcceptorRow row(StoreId store) {
    return disks.getOrDefault(store, Map.of()).getOrDefault(KEY, AcceptorRow.absent(0));
  }

  Story reopened(StoreId store) {
    checkers.reopened(store, disks.getOrDefault(store, Map.of()));
    return this;
  }

  Story wrote(Call call, long revision) {
    return returned(call, new Operation.Wrote(revision));
  }

  Story saw(Call call, long revision, String value) {
    Optional<String> seen = value.isEmpty() ? Optional.empty() : Optional.of(value);
    return returned(call, new Operation.Saw(revision, seen));
  }

  /** A read that began when everything before had ended. */
  static Operation lateRead(Call call, long revision, String value) {
    return new Operation(call, 1_000, 1_001, new Operation.Saw(revision, Optional.of(value)));
  }

  Story returned(Call call, Operation.Result result) {
    checkers.returned(new Operation(call, call.number(), ++now + calls, result));
    return this;
  }

  Story healed() {
    checkers.healed();
    return this;
  }

  Story ended() {
    checkers.ended();
    return this;
  }

  /** P writes a value that is chosen by A and B, and acknowledged. */
  Story chose(long revision, String before, String value, Ballot ballot) {
    Call call = write(value);
    prepared(ballot, A, B);
    applied(call, revision - 1, before);
    accepted(ballot, state(revision, value, ballot), A, B);
    return wrote(call, revision);
  }
}
