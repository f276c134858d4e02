/**
 * The proposer's side as pure state machines: the ballots, the two phases of a round, the quorum
 * read, the promise that saves phase one, and the combination of many changes into one proposal. A
 * step returns the next state; nothing here sends, waits, or draws lots.
 */
@NullMarked
package io.paxos.proposer;

import org.jspecify.annotations.NullMarked;
