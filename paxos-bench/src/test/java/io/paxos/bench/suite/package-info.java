/** Whether what was measured is told as it is. */
@NullMarked
package io.paxos.bench.suite;

import org.jspecify.annotations.NullMarked;
