/**
 * Collecting tombstones, and promises that nothing came of: what may be forgotten, as pure values,
 * carried out by {@code io.paxos.driver.upkeep}. What an acceptor does then is {@code
 * io.paxos.acceptor.AcceptorRules.forget}. No threads, no time, no randomness, no I/O.
 */
@NullMarked
package io.paxos.deletion;

import org.jspecify.annotations.NullMarked;
