package io.paxos.proposer;

/** Where a word to {@link Accepting} leads: on, to a chosen state, or to a lost phase. */
public sealed interface AfterAccept permits Accepting, Chosen, PhaseLost {}
