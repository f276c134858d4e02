/** The settings of a node: where they come from, what they must obey, and what is said if not. */
@NullMarked
package io.paxos.server.config;

import org.jspecify.annotations.NullMarked;
