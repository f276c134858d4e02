package io.paxos.server.cluster;

import io.paxos.protocol.AcceptorId;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Member;
import io.paxos.protocol.StoreId;
import java.util.List;
import java.util.Optional;

/** What a node's own acceptor is to the cluster. */
public sealed interface Standing {
  /**
   * A word for it: voting, none, waiting, silent, joining, copying, removed, not-member or
   * replaced.
   */
  String word();

  /** What is the matter and what to do, in one line; empty if nothing is. */
  default Optional<String> message() {
    return Optional.empty();
  }

  /**
   * The acceptor of which it is asked.
   *
   * @param address where others reach it, as far as it knows
   * @param joins whether it was started to be admitted
   */
  record Self(AcceptorId id, StoreId store, String address, boolean joins) {}

  /** The acceptor has a vote. */
  record Voting() implements Standing {
    @Override
    public String word() {
      return "voting";
    }
  }

  /** The node has no acceptor of its own and only proposes. */
  record None() implements Standing {
    @Override
    public String word() {
      return "none";
    }
  }

  /** The cluster has not formed, or the acceptor not told who it is. */
  record Waiting() implements Standing {
    @Override
    public String word() {
      return "waiting";
    }
  }

  /** The acceptor's database does not serve. */
  record Silent(String outage) implements Standing {
    @Override
    public String word() {
      return "silent";
    }
  }

  /** The acceptor waits to be admitted. */
  record Joining(AcceptorId id, String address) implements Standing {
    @Override
    public String word() {
      return "joining";
    }

    @Override
    public Optional<String> message() {
      return Optional.of(
          "node %s waits to be admitted: ./paxos members add %s=%s".formatted(id, id, address));
    }
  }

  /** The acceptor is admitted, and is given copies; it will have a vote. */
  record Copying() implements Standing {
    @Override
    public String word() {
      return "copying";
    }
  }

  /** Rule M6: the acceptor's store has left the cluster and is never admitted again. */
  record Removed(AcceptorId id, StoreId store, String address) implements Standing {
    @Override
    public String word() {
      return "removed";
    }

    @Override
    public Optional<String> message() {
      return Optional.of(
          ("the storage of node %s (store id %s) has left the cluster and is never admitted again: what"
                  + " it holds is out of date. The node serves clients, but its acceptor has no vote."
                  + " To let it take part again, stop it, put its database away, start it with --join"
                  + " and an empty one, and say ./paxos members add %s=%s, or ./paxos members replace"
                  + " %s if there is a member of that name")
              .formatted(id, store, id, address, id));
    }
  }

  /** The configuration does not name the acceptor. */
  record NotMember(AcceptorId id, String address) implements Standing {
    @Override
    public String word() {
      return "not-member";
    }

    @Override
    public Optional<String> message() {
      return Optional.of(
          "node %s has storage of its own, but its acceptor is no member: ./paxos members add %s=%s"
              .formatted(id, id, address));
    }
  }

  /**
   * Rule M5: the cluster knows this node with another memory, so what is there now promised
   * nothing. The node only proposes.
   *
   * @param expected the store that has the vote
   * @param actual the store that is there
   */
  record Replaced(AcceptorId id, StoreId expected, StoreId actual) implements Standing {
    @Override
    public String word() {
      return "replaced";
    }

    @Override
    public Optional<String> message() {
      return Optional.of(
          ("the storage of node %s is not the one that the cluster knows (store id %s, expected %s):"
                  + " its disk was wiped or swapped. The node serves clients, but its acceptor has no"
                  + " vote. Stop the node and put the old storage back; if that is lost, let the new"
                  + " one take its place: ./paxos members replace %s")
              .formatted(id, actual, expected, id));
    }
  }

  /** What this acceptor is in this configuration. */
  static Standing of(Self self, Configuration configuration) {
    if (isAmong(configuration.voters(), self.store())) {
      return new Voting();
    }
    if (isAmong(configuration.members(), self.store())) {
      return new Copying();
    }
    if (configuration.retired().contains(self.store())) {
      return new Removed(self.id(), self.store(), self.address());
    }
    Optional<Member> namesake = configuration.member(self.id());
    if (namesake.isPresent()) {
      return new Replaced(self.id(), namesake.get().store(), self.store());
    }
    return self.joins()
        ? new Joining(self.id(), self.address())
        : new NotMember(self.id(), self.address());
  }

  private static boolean isAmong(List<Member> members, StoreId store) {
    return members.stream().anyMatch(member -> member.store().equals(store));
  }
}
