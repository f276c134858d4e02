/**
 * A load generator for registers over HTTP: {@code paxos load}. All of a run happens on one event
 * loop, so that it costs little beside servers on the same machine, and nothing needs a lock.
 */
@NullMarked
package io.paxos.load;

import org.jspecify.annotations.NullMarked;
