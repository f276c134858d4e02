/**
 * How it is shown that the checks can fail. A mutant is the real code with one rule broken on
 * purpose, written down as a patch; it is compiled in memory, run in a world of its own, and has to
 * be caught.
 */
@NullMarked
package io.paxos.mutation;

import org.jspecify.annotations.NullMarked;
