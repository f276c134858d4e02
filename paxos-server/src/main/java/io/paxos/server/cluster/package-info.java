/** A node: its own acceptor, its way to the others, and the proposer over all of them. */
@NullMarked
package io.paxos.server.cluster;

import org.jspecify.annotations.NullMarked;
