/** Registers and write-once switches over HTTP. */
@NullMarked
package io.paxos.server.register;

import org.jspecify.annotations.NullMarked;
