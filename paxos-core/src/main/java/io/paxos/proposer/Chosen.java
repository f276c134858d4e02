package io.paxos.proposer;

import io.paxos.protocol.RegisterState;
import java.util.Optional;

/**
 * An accept quorum has accepted the state: it is chosen, and we know.
 *
 * @param promise saves phase one of the next round; empty unless the quorum was clean
 */
public record Chosen(RegisterState state, Optional<CachedPromise> promise) implements AfterAccept {}
