package io.paxos.protocol;

/**
 * What an acceptor holds.
 *
 * @param promised the greatest ballot promised; {@link Ballot#ZERO} if none
 */
public record ReadReply(Ballot promised, Report report) implements Reply {
  @Override
  public int valueBytes() {
    return report.valueBytes();
  }
}
