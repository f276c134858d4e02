/**
 * An explicit-state model checker of the real core: the acceptor's decision and the proposer's
 * rounds and reads, run in every order of every event of a small scope. A state is a value, so two
 * ways to the same state are one; what must hold is checked on every step.
 */
@NullMarked
package io.paxos.exploration;

import org.jspecify.annotations.NullMarked;
