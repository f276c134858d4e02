/**
 * The words on the wire: what proposers and acceptors tell each other.
 *
 * <p>Everything here is an immutable value that checks its own invariants when it is made.
 */
@NullMarked
package io.paxos.protocol;

import org.jspecify.annotations.NullMarked;
