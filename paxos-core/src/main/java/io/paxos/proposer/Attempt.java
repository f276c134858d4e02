package io.paxos.proposer;

import io.paxos.protocol.Ballot;
import io.paxos.protocol.Value;
import io.paxos.register.Outcome;

/**
 * A ballot under which an accept with the change was sent, and what came of it if that accept is
 * in.
 */
public record Attempt(Ballot ballot, Outcome.Committed<Value> outcome) {}
