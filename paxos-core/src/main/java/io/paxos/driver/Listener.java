package io.paxos.driver;

import io.paxos.protocol.Reply;
import io.paxos.protocol.StoreId;

/** Who hears what came of a request. */
interface Listener<R extends Reply> {
  /** The acceptor's reply. */
  void onReply(StoreId from, R reply);

  /** The acceptor will not answer, or nobody waits for it any longer. */
  void onSilence(StoreId from);

  /** Whether a request that has not been sent yet still has to be. */
  boolean isWaiting();
}
