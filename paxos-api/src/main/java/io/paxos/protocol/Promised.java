package io.paxos.protocol;

/** The ballot is promised, durably. */
public record Promised(Report report) implements PrepareReply {}
