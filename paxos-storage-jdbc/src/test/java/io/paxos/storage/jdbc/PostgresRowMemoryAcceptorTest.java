package io.paxos.storage.jdbc;

import io.paxos.contract.AcceptorContract;
import io.paxos.contract.Memory;

/**
 * An acceptor that asks PostgreSQL for little but its claim says what one says that asks for all.
 */
class PostgresRowMemoryAcceptorTest extends AcceptorContract {
  @Override
  protected Memory memory() {
    return new DatabaseMemory(
        PostgresServer.freshDatabase(), StorageOptions.DEFAULT.withRowMemory(4_000));
  }
}
