/**
 * A home for each contended register: the node that proposes its changes for all the others, so
 * that they are combined there instead of in each other's way. Placement only, never safety.
 */
@NullMarked
package io.paxos.server.home;

import org.jspecify.annotations.NullMarked;
