package io.paxos.protocol;

/** The answer to an {@link Accept}. */
public sealed interface AcceptReply extends Reply permits Accepted, Conflict {}
