package io.paxos.storage.jdbc;

import io.paxos.acceptor.AcceptorRow;
import io.paxos.protocol.Key;
import io.paxos.protocol.Reply;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Transactions that are one message to the database each, with their beginning and their end: for
 * requests, under a standing of the acceptor that is only assumed.
 */
interface WholeTransactions {
  /**
   * What such a transaction said.
   *
   * @param standing how the acceptor stood in it; empty if its table is
   * @param rows what was found, by key; of no worth unless the standing is the assumed
   */
  record Said(Optional<Standing> standing, Map<Key, AcceptorRow> rows) {}

  /** Reads the rows of these keys; nothing for those that are absent. */
  Said rows(Handle handle, Collection<Key> keys, Standing assumed, RowReader<Standing> standing);

  /**
   * Decides on these writes, no key twice. Nothing is granted unless the acceptor stands as is
   * assumed; what was granted is durable when this returns.
   */
  Map<Key, Reply> write(Handle handle, List<Write> writes, Standing assumed);
}
