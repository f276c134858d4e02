/** How the parts of a node are put together. */
@NullMarked
package io.paxos.server;

import org.jspecify.annotations.NullMarked;
