package io.paxos.proposer;

/**
 * No quorum can grant any more: others were faster, or too many are silent.
 *
 * @param seenCounter the greatest counter in a conflict, which the next ballot has to exceed; 0 if
 *     there was none
 */
public record PhaseLost(long seenCounter) implements AfterPrepare, AfterAccept {}
