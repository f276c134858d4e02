package io.paxos.protocol;

/** The answer to a {@link Prepare}. */
public sealed interface PrepareReply extends Reply permits Promised, Conflict {}
