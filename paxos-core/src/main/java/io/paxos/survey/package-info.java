/**
 * What several acceptors list, side by side, a portion of the keys at a time. No threads, no time,
 * no randomness, no I/O.
 */
@NullMarked
package io.paxos.survey;

import org.jspecify.annotations.NullMarked;
