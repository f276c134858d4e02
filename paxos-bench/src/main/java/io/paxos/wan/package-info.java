/**
 * A cluster as wide as the world on one machine: the ways between its nodes take their time. {@code
 * paxos wan} measures what that costs a client beside each node.
 */
@NullMarked
package io.paxos.wan;

import org.jspecify.annotations.NullMarked;
