/**
 * A deterministic world for the real core: one thread, one seed, virtual time, a faulty network.
 */
@NullMarked
package io.paxos.simulation;

import org.jspecify.annotations.NullMarked;
