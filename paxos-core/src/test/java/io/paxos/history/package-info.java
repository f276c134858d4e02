/**
 * What happened in a run, as clients and as an all-seeing observer saw it. A simulation tells it, a
 * checker judges it.
 */
@NullMarked
package io.paxos.history;

import org.jspecify.annotations.NullMarked;
