package io.paxos.storage.jdbc;

import io.paxos.contract.AcceptorContract;
import io.paxos.contract.Memory;

class PostgresAcceptorTest extends AcceptorContract {
  @Override
  protected Memory memory() {
    return new DatabaseMemory(PostgresServer.freshDatabase());
  }
}
