/** Counting votes, and nothing else (rule R8). No threads, no time, no randomness, no I/O. */
@NullMarked
package io.paxos.quorum;

import org.jspecify.annotations.NullMarked;
