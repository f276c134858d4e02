/** What the acceptors hold, for people who want to look. */
@NullMarked
package io.paxos.server.inspect;

import org.jspecify.annotations.NullMarked;
