package io.paxos.protocol;

/** The state is accepted, and the next ballot promised if it was asked for, durably. */
public record Accepted() implements AcceptReply {}
