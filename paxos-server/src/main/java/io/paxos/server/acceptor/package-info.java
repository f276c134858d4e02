/** The endpoint through which other nodes reach this node's acceptor. */
@NullMarked
package io.paxos.server.acceptor;

import org.jspecify.annotations.NullMarked;
