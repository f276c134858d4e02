package io.paxos.proposer;

/** Where a word to {@link Preparing} leads: on, to a prepared ballot, or to a lost phase. */
public sealed interface AfterPrepare permits Preparing, Prepared, PhaseLost {}
