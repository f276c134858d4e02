package io.paxos.protocol;

/** What an acceptor answers to a {@link Request}. No answer at all is not a reply but silence. */
public sealed interface Reply permits PrepareReply, AcceptReply, ReadReply {
  /** The length of the value that it tells of; 0 if it tells of none. */
  default int valueBytes() {
    return 0;
  }
}
