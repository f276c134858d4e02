/** The port: what a database or a network must do to take part as an acceptor. */
@NullMarked
package io.paxos.spi;

import org.jspecify.annotations.NullMarked;
