/** Whether the benchmarks measure what they say. */
@NullMarked
package io.paxos.bench;

import org.jspecify.annotations.NullMarked;
