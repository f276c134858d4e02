package io.paxos.protocol;

/** What an acceptor answers to a {@link Request}. No answer at all is not a reply but silence. */
public sealed interface Reply permits PrepareReply, AcceptReply, ReadReply {}
