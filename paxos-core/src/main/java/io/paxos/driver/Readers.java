package io.paxos.driver;

import io.paxos.protocol.StoreId;
import io.paxos.quorum.QuorumSystem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Chooses whom a quorum read asks first: as few as can answer it, those who are expected to do so
 * soonest. Of several that are about as quick always the same ones, as questions that travel
 * together cost little more than one. Thread-safe.
 */
final class Readers {
  /** So often everybody is asked, so that what is known of each stays true. */
  private static final int EVERYBODY_EVERY = 64;

  private final AtomicInteger reads = new AtomicInteger();

  /**
   * A link and how well it serves.
   *
   * @param slowness of two with the same one, neither takes twice the time of the other
   */
  private record Candidate(Link link, int slowness) {}

  /** Some of the links of this topology, or all. */
  List<Link> first(Topology topology) {
    if (reads.getAndIncrement() % EVERYBODY_EVERY == 0) {
      return topology.links();
    }
    List<Candidate> candidates = new ArrayList<>(topology.links().size());
    for (Link link : topology.links()) {
      candidates.add(candidate(link));
    }
    candidates.sort(
        Comparator.comparingInt(Candidate::slowness)
            .thenComparingInt(candidate -> candidate.link().preference()));
    return quorum(topology.quorums(), candidates);
  }

  private static Candidate candidate(Link link) {
    return new Candidate(link, Long.SIZE - Long.numberOfLeadingZeros(link.expectedNanosOfRead()));
  }

  private static List<Link> quorum(QuorumSystem quorums, List<Candidate> candidates) {
    List<Link> chosen = new ArrayList<>(candidates.size());
    Set<StoreId> stores = new HashSet<>();
    for (Candidate candidate : candidates) {
      chosen.add(candidate.link());
      stores.add(candidate.link().member().store());
      if (quorums.isPrepareQuorum(stores) && quorums.isAcceptQuorum(stores)) {
        break;
      }
    }
    return chosen;
  }
}
