package io.paxos.simulation;

import io.paxos.acceptor.AcceptorRow;
import io.paxos.history.Call;
import io.paxos.history.Fault;
import io.paxos.history.Operation;
import io.paxos.history.Witness;
import io.paxos.protocol.Key;
import io.paxos.protocol.ProposerId;
import io.paxos.protocol.Reply;
import io.paxos.protocol.Request;
import io.paxos.protocol.StoreId;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * A number that stands for everything that happened in a run, and when. Two runs of one seed in one
 * JVM must have the same.
 */
final class TraceHash implements Witness {
  private final LongSupplier nanoTime;
  private long hash;

  TraceHash(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  long value() {
    return hash;
  }

  @Override
  public void started(String node, ProposerId proposer) {
    add(1, proposer);
  }

  @Override
  public void sent(ProposerId from, StoreId to, Request<?> request) {
    add(2, from);
    add(2, to);
    add(2, request);
  }

  @Override
  public void persisted(StoreId store, Key key, AcceptorRow row) {
    add(3, store);
    add(3, row);
  }

  @Override
  public void reopened(StoreId store, Map<Key, AcceptorRow> rows) {
    add(4, rows);
  }

  @Override
  public void received(ProposerId at, StoreId from, Request<?> request, Reply reply) {
    add(5, from);
    add(5, reply);
  }

  @Override
  public void called(Call call, String node, int attempt) {
    add(6, call.number());
    add(6, node);
  }

  @Override
  public void returned(Operation operation) {
    add(7, operation.result());
  }

  @Override
  public void happened(Fault fault, String node) {
    add(8, fault);
    add(8, node);
  }

  private void add(int kind, Object event) {
    hash = 31 * (31 * (31 * hash + kind) + event.hashCode()) + nanoTime.getAsLong();
  }
}
