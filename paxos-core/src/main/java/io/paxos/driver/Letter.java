package io.paxos.driver;

import io.paxos.protocol.Accept;
import io.paxos.protocol.Reply;
import io.paxos.protocol.Request;
import io.paxos.protocol.StoreId;
import io.paxos.protocol.Value;
import java.util.Optional;

/** A request on its way to an acceptor, with who waits for its reply. */
record Letter<R extends Reply>(long era, Request<R> request, StoreId to, Listener<R> listener) {
  private static final int OVERHEAD_BYTES = 256;

  /** Hands over the reply. An acceptor answers a request with a reply of its kind. */
  @SuppressWarnings("unchecked")
  void deliver(Reply reply) {
    listener.onReply(to, (R) reply);
  }

  /** There will be no reply. */
  void giveUp() {
    listener.onSilence(to);
  }

  /** Roughly how much memory it holds. */
  int bytes() {
    Optional<Value> payload =
        request instanceof Accept accept ? accept.state().value() : Optional.empty();
    return OVERHEAD_BYTES + (payload.isPresent() ? payload.get().size() : 0);
  }
}
