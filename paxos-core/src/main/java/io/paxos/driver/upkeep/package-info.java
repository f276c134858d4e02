/**
 * What a node does besides serving callers: it carries changes of membership through and collects
 * what was deleted. Time and futures are here; what is decided is in {@code io.paxos.membership}
 * and {@code io.paxos.deletion}.
 *
 * <p>All of it may be done by several nodes at once, and be left off anywhere: that only costs work
 * done twice.
 */
@NullMarked
package io.paxos.driver.upkeep;

import org.jspecify.annotations.NullMarked;
