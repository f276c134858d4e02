package io.paxos.server.cluster;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * The cluster as {@code GET /v1/cluster} shows it.
 *
 * @param formed whether the first configuration is agreed on; before that there are only seeds
 * @param era 0 before the cluster has formed
 * @param prepareQuorum how many acceptors must promise; empty before the cluster has formed
 * @param acceptQuorum how many must accept
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record ClusterView(
    boolean formed,
    long era,
    List<AcceptorView> acceptors,
    Optional<Integer> prepareQuorum,
    Optional<Integer> acceptQuorum,
    NodeView node) {

  /**
   * An acceptor.
   *
   * @param store empty for a seed that has not been met
   * @param answers whether it answers this node now; empty before the cluster has formed
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  record AcceptorView(
      String id, String address, Optional<String> store, Optional<Boolean> answers) {}

  /**
   * The node that was asked.
   *
   * @param acceptor what its own acceptor is to the cluster
   * @param message what is wrong with it, and what to do
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  record NodeView(String id, String acceptor, Optional<String> message) {}
}
