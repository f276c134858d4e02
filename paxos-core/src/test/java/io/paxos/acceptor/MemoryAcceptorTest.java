package io.paxos.acceptor;

import io.paxos.contract.AcceptorContract;
import io.paxos.contract.HeapMemory;
import io.paxos.contract.Memory;
import io.paxos.protocol.StoreId;

/** The reference passes the suite that others are compared with it by. */
class MemoryAcceptorTest extends AcceptorContract {
  @Override
  protected Memory memory() {
    return new HeapMemory(StoreId.random());
  }
}
