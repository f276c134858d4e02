package io.paxos.acceptor;

import io.paxos.contract.AcceptorContract;
import io.paxos.contract.Memory;
import io.paxos.protocol.StoreId;
import io.paxos.spi.Acceptor;

/** The reference passes the suite that others are compared with it by. */
class MemoryAcceptorTest extends AcceptorContract {
  @Override
  protected Memory memory() {
    MemoryAcceptor acceptor = new MemoryAcceptor(StoreId.random());
    return new Memory() {
      @Override
      public Acceptor acceptor() {
        return acceptor;
      }

      @Override
      public void reopen() {
        // It survives nothing, so it is not restarted.
      }

      @Override
      public void raiseFloor(long to) {
        acceptor.raiseFloor(to);
      }

      @Override
      public void close() {
        acceptor.close();
      }
    };
  }
}
