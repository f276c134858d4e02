package io.paxos.server.cluster;

import io.paxos.protocol.AcceptorId;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Member;
import io.paxos.protocol.StoreId;
import java.util.Optional;

/** What a node's own acceptor is to the cluster. */
public sealed interface Standing {
  /** A word for it: voting, none, waiting, silent, not-member or replaced. */
  String word();

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

  /** The configuration does not name the acceptor. */
  record NotMember() implements Standing {
    @Override
    public String word() {
      return "not-member";
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

    /** What happened, and what to do. */
    public String message() {
      return ("the storage of node %s is not the one that the cluster knows (store id %s, expected"
              + " %s): its disk was wiped or swapped. The node serves clients, but its acceptor has"
              + " no vote. Stop the node and put the old storage back; as long as it is lost, the"
              + " cluster bears one failure less")
          .formatted(id, actual, expected);
    }
  }

  /** What an acceptor with this name and store is in this configuration. */
  static Standing of(AcceptorId id, StoreId store, Configuration configuration) {
    boolean votes =
        configuration.members().stream().anyMatch(member -> member.store().equals(store));
    if (votes) {
      return new Voting();
    }
    Optional<Member> namesake = configuration.member(id);
    return namesake
        .<Standing>map(member -> new Replaced(id, member.store(), store))
        .orElseGet(NotMember::new);
  }
}
