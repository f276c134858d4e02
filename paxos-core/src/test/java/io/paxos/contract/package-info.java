/**
 * The suite that every {@link io.paxos.spi.Acceptor} has to pass. To add a database, subclass
 * {@link io.paxos.contract.AcceptorContract}.
 */
@NullMarked
package io.paxos.contract;

import org.jspecify.annotations.NullMarked;
