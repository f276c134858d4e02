package io.paxos.protocol;

/**
 * Who issues ballots: a node and one incarnation of its process.
 *
 * <p>The incarnation is drawn at random when the process starts, so that no ballot is ever issued
 * twice, not after a restart and not from a copied disk. Ordered by node name (ASCII), then by
 * incarnation (signed).
 *
 * @param node the node's name, 1 to 64 characters of {@code A-Z a-z 0-9 . _ -}
 * @param incarnation 64 random bits
 */
public record ProposerId(String node, long incarnation) implements Comparable<ProposerId> {
  /** The proposer of {@link Ballot#ZERO}, which issues nothing. */
  static final ProposerId NOBODY = new ProposerId("-", 0);

  /**
   * @throws IllegalArgumentException if the name breaks its rule
   */
  public ProposerId {
    Names.requireValid("node", node);
  }

  @Override
  public int compareTo(ProposerId other) {
    int byNode = node.compareTo(other.node);
    return byNode != 0 ? byNode : Long.compare(incarnation, other.incarnation);
  }

  @Override
  public String toString() {
    return node + "#" + Long.toHexString(incarnation);
  }
}
