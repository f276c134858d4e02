/** {@code /v1/cluster}: who the acceptors are, and changing them. */
@NullMarked
package io.paxos.server.membership;

import org.jspecify.annotations.NullMarked;
