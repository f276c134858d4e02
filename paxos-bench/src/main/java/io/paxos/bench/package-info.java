/** JMH benchmarks, one question per file. */
@NullMarked
package io.paxos.bench;

import org.jspecify.annotations.NullMarked;
