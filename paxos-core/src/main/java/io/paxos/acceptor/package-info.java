/**
 * The acceptor's decision as a pure function, and the acceptor that keeps its rows in memory. The
 * decision is the meaning of the protocol; SQL has to agree with it.
 */
@NullMarked
package io.paxos.acceptor;

import org.jspecify.annotations.NullMarked;
