/**
 * Changing who the acceptors are while clients work (rules M1 to M7): the steps as pure values,
 * carried out by {@code io.paxos.driver.upkeep}. No threads, no time, no randomness, no I/O.
 *
 * <p>Sources: Rystsov, <em>Distributed variable and the dynamic environment</em> (eras) and
 * <em>Raft's joint consensus with Single Decree Paxos</em>.
 */
@NullMarked
package io.paxos.membership;

import org.jspecify.annotations.NullMarked;
