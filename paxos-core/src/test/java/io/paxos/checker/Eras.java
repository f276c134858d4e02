package io.paxos.checker;

import io.paxos.protocol.Configuration;
import io.paxos.protocol.StoreId;
import io.paxos.quorum.QuorumSystem;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The configurations that are chosen so far, by era: whose votes count in which. */
final class Eras {
  private final ToLongFunction<StoreId> bits;
  private final Map<Long, Configuration> configurations = new HashMap<>();
  private final Map<Long, AcceptQuorums> quorums = new HashMap<>();
  private Configuration newest;
  private AcceptQuorums last;
  private long lastEra;

  /**
   * One era.
   *
   * @param bits of stores among all
   */
  Eras(Configuration first, ToLongFunction<StoreId> bits) {
    this.bits = bits;
    this.newest = first;
    this.lastEra = first.era();
    this.last = add(first);
  }

  /** A configuration is chosen. */
  void choose(Configuration configuration) {
    AcceptQuorums unused = add(configuration);
    newest = newest.era() < configuration.era() ? configuration : newest;
  }

  private AcceptQuorums add(Configuration configuration) {
    AcceptQuorums own = new AcceptQuorums(QuorumSystem.of(configuration), bits);
    configurations.put(configuration.era(), configuration);
    quorums.put(configuration.era(), own);
    return own;
  }

  /** The one with the greatest era. */
  Configuration newest() {
    return newest;
  }

  /** The configuration of an era; null if none is chosen. */
  @Nullable Configuration configuration(long era) {
    return configurations.get(era);
  }

  /** Whose accepts count in an era; null if none is chosen. */
  @Nullable AcceptQuorums quorums(long era) {
    if (era != lastEra) {
      AcceptQuorums found = quorums.get(era);
      if (found == null) {
        return null;
      }
      last = found;
      lastEra = era;
    }
    return last;
  }

  /** Whether these make what was proposed in a round chosen. */
  boolean isAcceptQuorum(RoundTrace round, long stores) {
    AcceptQuorums own = quorums(round.era());
    return own != null && own.has(stores);
  }
}
