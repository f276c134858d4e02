/**
 * A home for each register that several nodes change: the node that proposes for all the others, so
 * that they are not in each other's way. Placement only, never safety.
 */
@NullMarked
package io.paxos.server.home;

import org.jspecify.annotations.NullMarked;
