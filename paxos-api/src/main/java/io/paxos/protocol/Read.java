package io.paxos.protocol;

/** Asks what an acceptor holds, and changes nothing (rule R6). */
public record Read(Key key) implements Request<ReadReply> {}
