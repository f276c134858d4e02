/** What probes are told: started, ready, alive. */
@NullMarked
package io.paxos.server.health;

import org.jspecify.annotations.NullMarked;
