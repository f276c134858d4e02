package io.paxos.server.acceptor;

import io.paxos.acceptor.MemoryAcceptor;
import io.paxos.contract.AcceptorContract;
import io.paxos.contract.Memory;
import io.paxos.protocol.StoreId;
import io.paxos.server.config.Secret;
import io.paxos.spi.Acceptor;
import java.util.Optional;

/** An acceptor behind the endpoint answers as the same acceptor at hand. */
class HttpAcceptorTest extends AcceptorContract {
  @Override
  protected Memory memory() {
    MemoryAcceptor behind = new MemoryAcceptor(StoreId.random());
    AcceptorServer server =
        AcceptorServer.start(behind, Optional.of(new Secret("a secret of the tests")), true);
    Acceptor remote = server.acceptor(Optional.of(new Secret("a secret of the tests")));
    return new Memory() {
      @Override
      public Acceptor acceptor() {
        return remote;
      }

      @Override
      public void reopen() {
        // What is behind keeps its state in memory.
      }

      @Override
      public void close() {
        server.close();
      }
    };
  }
}
