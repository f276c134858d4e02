package io.paxos.protocol;

/**
 * Refused: the ballot was too small.
 *
 * @param seen the greatest ballot that the acceptor has promised or accepted for the key; {@link
 *     Ballot#ZERO} if none
 * @param floor counters up to this one are refused for a bare row; 0 if the row is not bare
 */
public record Conflict(Ballot seen, long floor) implements PrepareReply, AcceptReply {
  /** The counter that the next ballot has to exceed. */
  public long counter() {
    return Math.max(seen.counter(), floor);
  }
}
