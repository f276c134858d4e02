/**
 * A deterministic world for the real core: one thread, one seed, virtual time. Messages are lost,
 * doubled, and late; processes die at any point; disks and clocks fail. {@code Simulation} is one
 * run, {@code Run} one under the eyes of all checkers, {@code Campaign} many; {@link
 * io.paxos.simulation.Hunt} is the way in for others.
 */
@NullMarked
package io.paxos.simulation;

import org.jspecify.annotations.NullMarked;
