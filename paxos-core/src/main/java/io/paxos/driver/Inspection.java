package io.paxos.driver;

import io.paxos.protocol.Member;
import io.paxos.protocol.ReadReply;
import java.util.Optional;

/**
 * What one acceptor holds of one key.
 *
 * @param reply empty if the acceptor was silent or refused
 */
public record Inspection(Member member, Optional<ReadReply> reply) {}
