package io.paxos.driver;

import io.paxos.protocol.Configuration;
import io.paxos.quorum.QuorumSystem;
import java.util.List;

/** A configuration with the ways to its acceptors. Immutable; replaced as a whole. */
record Topology(Configuration configuration, QuorumSystem quorums, List<Link> links) {
  long era() {
    return configuration.era();
  }
}
