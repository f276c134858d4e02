package io.paxos.membership;

import io.paxos.proposer.Reading;
import io.paxos.protocol.Accept;
import io.paxos.protocol.Accepted;
import io.paxos.protocol.BatchReply;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Conflict;
import io.paxos.protocol.Key;
import io.paxos.protocol.Member;
import io.paxos.protocol.ReadReply;
import io.paxos.protocol.Reply;
import io.paxos.protocol.Report;
import io.paxos.protocol.StoreId;
import io.paxos.quorum.QuorumSystem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be copied to the joiners: of each key, what a prepare quorum of the acceptors holds
 * under the greatest ballot. Immutable.
 *
 * <p>It has to be a quorum: what a single acceptor holds may have been deleted and collected before
 * copying began, and would come to life again. While copying goes on nothing is collected.
 */
public record Copies(List<Reading> readings) {
  public Copies {
    readings = List.copyOf(readings);
  }

  /** Nobody has told yet. */
  public static Copies begin(Configuration copying, List<Key> keys) {
    QuorumSystem quorums = QuorumSystem.of(copying.current());
    return new Copies(keys.stream().map(key -> Reading.begin(key, quorums)).toList());
  }

  /**
   * With what one acceptor answered to a read of every key, in order; a refusal changes nothing.
   */
  public Copies on(StoreId from, BatchReply reply) {
    if (!(reply instanceof BatchReply.Handled handled)) {
      return this;
    }
    List<Reading> more = new ArrayList<>(readings.size());
    for (int i = 0; i < readings.size(); i++) {
      more.add(readings.get(i).on(from, (ReadReply) handled.replies().get(i)));
    }
    return new Copies(more);
  }

  /** Whether a prepare quorum has told. */
  public boolean isComplete() {
    return readings.stream().allMatch(Reading::isPrepareQuorumThere);
  }

  /** The accepts to deliver once more: the same ballots, the same states. */
  public List<Accept> accepts() {
    return readings.stream().flatMap(reading -> accept(reading).stream()).toList();
  }

  private static Optional<Accept> accept(Reading reading) {
    return reading.greatest() instanceof Report.Holding holding
        ? Optional.of(
            new Accept(reading.key(), holding.ballot(), holding.state(), Optional.empty()))
        : Optional.empty();
  }

  /** Who of the new acceptors has the copies. Immutable. */
  public record Delivery(QuorumSystem next, Set<StoreId> joiners, Set<StoreId> have) {
    public Delivery {
      joiners = Set.copyOf(joiners);
      have = Set.copyOf(have);
    }

    /** Those who stay have what they have; the joiners have nothing yet. */
    public static Delivery begin(Configuration copying) {
      Set<StoreId> joiners = new HashSet<>();
      copying.joiners().stream().map(Member::store).forEach(joiners::add);
      QuorumSystem next = QuorumSystem.of(copying.next().orElseThrow());
      Set<StoreId> staying = new HashSet<>(next.voters());
      staying.removeAll(joiners);
      return new Delivery(next, joiners, staying);
    }

    /** With what one joiner answered: a conflict means that it holds something greater. */
    public Delivery on(StoreId from, BatchReply reply) {
      if (!(reply instanceof BatchReply.Handled handled)
          || !handled.replies().stream().allMatch(Delivery::isThere)) {
        return this;
      }
      Set<StoreId> more = new HashSet<>(have);
      more.add(from);
      return new Delivery(next, joiners, more);
    }

    private static boolean isThere(Reply reply) {
      return reply instanceof Accepted || reply instanceof Conflict;
    }

    /** The joiners that do not have them, as far as is known. */
    public Set<StoreId> missing() {
      Set<StoreId> missing = new HashSet<>(joiners);
      missing.removeAll(have);
      return missing;
    }

    /** Whether so many have them that the joint era will be short. */
    public boolean isEnough() {
      return next.isPrepareQuorum(have) && next.isAcceptQuorum(have);
    }
  }
}
