package io.paxos.driver;

import io.paxos.protocol.Accept;
import io.paxos.protocol.Reply;
import io.paxos.protocol.Request;
import io.paxos.protocol.StoreId;

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

  /** Whether it is of any use to send it. */
  boolean isWanted() {
    return listener.isWaiting();
  }

  /** Roughly how much memory it holds. */
  int bytes() {
    return OVERHEAD_BYTES + request.valueBytes();
  }

  /** Whether the reply tells what is accepted. */
  boolean asksForState() {
    return !(request instanceof Accept);
  }
}
