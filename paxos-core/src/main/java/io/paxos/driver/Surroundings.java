package io.paxos.driver;

import io.paxos.proposer.BallotSequence;
import io.paxos.proposer.PromiseCache;
import java.util.function.Supplier;

/** What the operations of one proposer share. */
record Surroundings(
    Supplier<Topology> topology,
    BallotSequence ballots,
    PromiseCache promises,
    Rivals rivals,
    Readers readers,
    Backoff backoff,
    Timers timers,
    Settings settings) {}
