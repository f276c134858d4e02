package io.paxos.server.membership;

import io.paxos.driver.Seed;
import io.paxos.protocol.AcceptorId;
import io.paxos.register.NotAppliedException;
import io.paxos.server.cluster.Node;
import io.paxos.server.cluster.Standing;
import io.paxos.server.cluster.Upkeep;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What requests about the cluster are answered from.
 *
 * @param node the name of this node
 * @param seeds where it looked for the cluster
 * @param standing what its own acceptor is to the cluster
 * @param upkeep empty until the cluster has formed
 */
public record ClusterSource(
    AcceptorId node,
    List<Seed> seeds,
    Supplier<Standing> standing,
    Supplier<Optional<Upkeep>> upkeep) {
  /** What this node can tell. */
  public static ClusterSource of(Node node) {
    return new ClusterSource(
        node.settings().id(), node.settings().seeds(), node::standing, node::upkeep);
  }

  /**
   * What is there once the cluster has formed.
   *
   * @throws NotAppliedException before that
   */
  Upkeep formed() {
    return upkeep
        .get()
        .orElseThrow(
            () ->
                new NotAppliedException(
                    "the cluster has not formed: not all of its seeds have met yet"));
  }
}
