package io.paxos.history;

import io.paxos.acceptor.AcceptorRow;
import io.paxos.driver.upkeep.Membership;
import io.paxos.protocol.Accept;
import io.paxos.protocol.BatchReply;
import io.paxos.protocol.Key;
import io.paxos.protocol.ProposerId;
import io.paxos.protocol.Reply;
import io.paxos.protocol.Request;
import io.paxos.protocol.StoreId;
import io.paxos.protocol.Value;
import io.paxos.register.Decision;
import io.paxos.register.Versioned;
import java.util.List;
import java.util.Map;

/**
 * Sees everything that happens in a run, in the order in which it happens, on one thread. Unless it
 * is overridden, a method does nothing. What is told is told of all registers of all nodes.
 */
public interface Witness {

  /** A process starts, with nothing in memory; a node has one process at a time. */
  default void started(String node, ProposerId proposer) {}

  /** A live proposer sends a request, which may still be lost. */
  default void sent(ProposerId from, StoreId to, Request<?> request) {}

  /**
   * What is told next of requests, rows, and replies belongs to this era, until another one is
   * told.
   */
  default void inEra(long era) {}

  /**
   * A live coordinator delivers an accept once more, to a store that has no vote yet; it may still
   * be lost.
   */
  default void copied(ProposerId from, StoreId to, Accept accept) {}

  /** A row is on the disk as it is now, after a commit that may have been reported as failed. */
  default void persisted(StoreId store, Key key, AcceptorRow row) {}

  /**
   * A store has forgotten these rows, and that is on the disk, after a commit that may have been
   * reported as failed.
   *
   * @param floor that of the store from now on
   */
  default void collected(StoreId store, long floor, List<Key> forgotten) {}

  /** An acceptor serves again after a restart, and this is what it read from its disk. */
  default void reopened(StoreId store, Map<Key, AcceptorRow> rows) {}

  /**
   * A reply leaves an acceptor; it may still be lost.
   *
   * @param durable the row of the request's key on the disk at this moment
   */
  default void replied(StoreId store, Request<?> request, Reply reply, AcceptorRow durable) {}

  /** A reply reaches a live proposer, in time or not. */
  default void received(ProposerId at, StoreId from, Request<?> request, Reply reply) {}

  /** A live process is told that a store did nothing of what it was asked, and why. */
  default void refused(StoreId from, BatchReply why) {}

  /** Somebody who wants other acceptors is told what came of the wish. */
  default void answered(Membership.Answer answer) {}

  /**
   * A client asks a node.
   *
   * @param attempt 1, and more when the client asks again, of this node or another
   */
  default void called(Call call, String node, int attempt) {}

  /** A proposer applied the change function of a call; nothing of it is chosen yet. */
  default void applied(Call call, Versioned<Value> seen, Decision<Value> decision) {}

  /** A client knows, or gives up. */
  default void returned(Operation operation) {}

  /** Something went wrong, while operations were in flight or not. */
  default void happened(Fault fault, String node) {}

  /** From here on no fault happens, and a quorum is there. */
  default void healed() {}

  /** What has to come to its end by itself has not, though no fault happened for long. */
  default void stuck(String what) {}

  /** Nothing more will happen. */
  default void ended() {}
}
