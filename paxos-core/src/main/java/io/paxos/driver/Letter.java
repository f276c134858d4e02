package io.paxos.driver;

import io.paxos.protocol.Accept;
import io.paxos.protocol.Reply;
import io.paxos.protocol.Request;
import io.paxos.protocol.Value;
import java.util.function.Consumer;

/** A request on its way, with who waits for its reply. */
record Letter<R extends Reply>(
    long era, Request<R> request, Consumer<R> onReply, Runnable onSilence) {
  private static final int OVERHEAD_BYTES = 256;

  /** Hands over the reply. An acceptor answers a request with a reply of its kind. */
  @SuppressWarnings("unchecked")
  void deliver(Reply reply) {
    onReply.accept((R) reply);
  }

  /** Roughly how much memory it holds. */
  int bytes() {
    int payload =
        request instanceof Accept accept ? accept.state().value().map(Value::size).orElse(0) : 0;
    return OVERHEAD_BYTES + payload;
  }
}
