package io.paxos.server.cluster;

import io.paxos.driver.Proposer;
import io.paxos.driver.upkeep.Collector;
import io.paxos.driver.upkeep.Membership;

/** What a node has once it is in the cluster. */
public record Upkeep(
    Proposer proposer, Membership membership, Collector collector, Lookout lookout) {}
