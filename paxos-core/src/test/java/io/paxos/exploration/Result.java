package io.paxos.exploration;

import java.util.Optional;

/**
 * What came of exploring a scope.
 *
 * @param states how many distinct states were met, those that differ only in the names of the
 *     acceptors counted once
 * @param transitions how many steps were taken and checked
 * @param complete whether nothing is left to explore
 * @param counterexample the shortest way to a broken law, a line for each step
 */
public record Result(
    String scope,
    long states,
    long transitions,
    boolean complete,
    Optional<String> counterexample) {}
