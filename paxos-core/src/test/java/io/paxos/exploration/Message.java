package io.paxos.exploration;

import io.paxos.protocol.Collect;
import io.paxos.protocol.Read;
import io.paxos.protocol.ReadReply;
import io.paxos.protocol.Reply;
import io.paxos.protocol.Request;

/** A message between one client and one acceptor, on its way. */
sealed interface Message {
  /** The client of a request whose reply nobody awaits. */
  int NOBODY = -1;

  /** The client that awaits a reply. */
  int client();

  Poll poll();

  /**
   * On its way to the acceptor.
   *
   * @param era the number of the configuration under which it was sent
   */
  record Asking(int client, int era, Request<?> request) implements Message {
    @Override
    public Poll poll() {
      return request instanceof Read ? Poll.READ : Poll.ROUND;
    }
  }

  /** On its way to the client. */
  record Answering(int client, Reply reply) implements Message {
    @Override
    public Poll poll() {
      return reply instanceof ReadReply ? Poll.READ : Poll.ROUND;
    }
  }

  /**
   * On its way to the acceptor, which tells nobody what came of it: what has come of it, is seen.
   *
   * @param era the number of the configuration under which it was sent
   */
  record Collecting(int era, Collect collect) implements Message {
    @Override
    public int client() {
      return NOBODY;
    }

    @Override
    public Poll poll() {
      return Poll.ROUND;
    }
  }

  default boolean isTo(int awaiting, Poll asked) {
    return client() == awaiting && poll() == asked;
  }
}
