/**
 * The packaged server as users run it: real processes, real databases, real sockets, real kills.
 */
@NullMarked
package io.paxos.server.e2e;

import org.jspecify.annotations.NullMarked;
