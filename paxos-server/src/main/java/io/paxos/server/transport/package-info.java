/** How nodes talk to each other's acceptors: a compact binary form on WebSockets. */
@NullMarked
package io.paxos.server.transport;

import org.jspecify.annotations.NullMarked;
