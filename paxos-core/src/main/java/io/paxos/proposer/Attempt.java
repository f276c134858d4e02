package io.paxos.proposer;

import io.paxos.protocol.Ballot;

/**
 * A ballot under which an accept was sent on behalf of a submission, unanswered, and the verdict
 * that holds if that accept is in.
 *
 * @param verdict of the combination that was proposed; not {@link Verdict.Forgotten}
 */
public record Attempt(Ballot ballot, Verdict verdict) {}
