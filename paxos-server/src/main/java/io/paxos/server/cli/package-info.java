/** The command line. */
@NullMarked
package io.paxos.server.cli;

import org.jspecify.annotations.NullMarked;
