/**
 * How nodes talk to each other, to their acceptors above all: a compact binary form on WebSockets.
 */
@NullMarked
package io.paxos.server.transport;

import org.jspecify.annotations.NullMarked;
