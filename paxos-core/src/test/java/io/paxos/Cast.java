package io.paxos;

import io.paxos.protocol.AcceptorGroup;
import io.paxos.protocol.AcceptorId;
import io.paxos.protocol.Ballot;
import io.paxos.protocol.History;
import io.paxos.protocol.Key;
import io.paxos.protocol.Member;
import io.paxos.protocol.ProposerId;
import io.paxos.protocol.RegisterState;
import io.paxos.protocol.ScanReply;
import io.paxos.protocol.StoreId;
import io.paxos.protocol.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/** Who and what small tests are about: acceptors by letter, a letter for each store. */
public final class Cast {
  private Cast() {}

  /** The store of the acceptor of this letter. */
  public static StoreId store(char letter) {
    return new StoreId(new UUID(0, letter));
  }

  /** The stores of these letters. */
  public static Set<StoreId> stores(String letters) {
    return letters.chars().mapToObj(one -> store((char) one)).collect(Collectors.toSet());
  }

  /** The acceptor of this letter. */
  public static Member member(char letter) {
    String name = String.valueOf(letter);
    return new Member(new AcceptorId(name), "memory:" + name, store(letter));
  }

  /** The acceptors of these letters. */
  public static List<Member> members(String letters) {
    return letters.chars().mapToObj(one -> member((char) one)).toList();
  }

  /** The acceptors of these letters, whose majorities decide. */
  public static AcceptorGroup group(String letters) {
    return AcceptorGroup.majority(members(letters));
  }

  /** The acceptors of these letters, with sized quorums. */
  public static AcceptorGroup group(String letters, int prepare, int accept) {
    return new AcceptorGroup(members(letters), prepare, accept);
  }

  /** Every choice of some of these letters, none and all included. */
  public static List<String> subsets(String letters) {
    List<String> subsets = new ArrayList<>();
    for (int mask = 0; mask < 1 << letters.length(); mask++) {
      StringBuilder subset = new StringBuilder();
      for (int i = 0; i < letters.length(); i++) {
        if ((mask & 1 << i) != 0) {
          subset.append(letters.charAt(i));
        }
      }
      subsets.add(subset.toString());
    }
    return subsets;
  }

  /** The letters of either, each once. */
  public static String union(String left, String right) {
    Set<Character> letters = new TreeSet<>();
    (left + right).chars().forEach(one -> letters.add((char) one));
    return letters.stream().map(String::valueOf).collect(Collectors.joining());
  }

  /** A ballot of the one proposer that there is. */
  public static Ballot ballot(long counter) {
    return counter == 0 ? Ballot.ZERO : new Ballot(counter, new ProposerId("p", 1));
  }

  /** A state with a value. */
  public static RegisterState value(String text) {
    return state(Optional.of(Value.text(text)));
  }

  /** A state without one, of the first revision. */
  public static RegisterState tombstone() {
    return state(Optional.empty());
  }

  private static RegisterState state(Optional<Value> value) {
    History history = RegisterState.bornOver(0).history();
    return new RegisterState(1, value, history);
  }

  /** A row with a promise and nothing accepted. */
  public static ScanReply.Row promise(String key, long counter) {
    return row(key, counter, 0, ScanReply.Content.NOTHING);
  }

  /** A row as a page tells it. */
  public static ScanReply.Row row(
      String key, long promised, long accepted, ScanReply.Content content) {
    return new ScanReply.Row(Key.register(key), ballot(promised), ballot(accepted), content);
  }

  /** A page of these rows. */
  public static ScanReply.Page page(long floor, ScanReply.Row... rows) {
    return new ScanReply.Page(List.of(rows), floor, OptionalLong.empty());
  }
}
