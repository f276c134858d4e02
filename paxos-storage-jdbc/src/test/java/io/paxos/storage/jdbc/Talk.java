package io.paxos.storage.jdbc;

import io.paxos.contract.Words;
import io.paxos.protocol.Accept;
import io.paxos.protocol.Ballot;
import io.paxos.protocol.Batch;
import io.paxos.protocol.BatchReply;
import io.paxos.protocol.Collect;
import io.paxos.protocol.History;
import io.paxos.protocol.Key;
import io.paxos.protocol.ProposerId;
import io.paxos.protocol.Read;
import io.paxos.protocol.ReadReply;
import io.paxos.protocol.RegisterState;
import io.paxos.protocol.Reply;
import io.paxos.protocol.Report;
import io.paxos.protocol.Request;
import io.paxos.protocol.StoreId;
import io.paxos.protocol.Value;
import io.paxos.spi.Acceptor;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** What tests say to an acceptor in era 1. */
record Talk(Acceptor acceptor, StoreId store) {
  static final Key KEY = Key.register("key");

  /** Installs era 1. */
  static Talk inEraOne(Acceptor acceptor) {
    return new Talk(acceptor, await(acceptor.install(Words.configuration(1))).store());
  }

  static Ballot ballot(long counter) {
    return new Ballot(counter, new ProposerId("n1", 1));
  }

  static RegisterState state(String text) {
    return new RegisterState(1, Optional.of(Value.text(text)), History.bornOver(0));
  }

  static Accept accept(long counter, String text) {
    return new Accept(KEY, ballot(counter), state(text), Optional.empty());
  }

  /** Deletes the key, with this revision. */
  static Accept delete(long counter, long revision) {
    RegisterState tombstone = new RegisterState(revision, Optional.empty(), History.bornOver(0));
    return new Accept(KEY, ballot(counter), tombstone, Optional.empty());
  }

  /** Asks for the tombstone to be forgotten that the key holds under this ballot. */
  Collect collect(long counter) {
    return new Collect(1, store, 0, List.of(new Collect.Forget(KEY, ballot(counter))));
  }

  static BatchReply handled(Reply reply) {
    return new BatchReply.Handled(List.of(reply));
  }

  static Batch batch(StoreId store, Request<?>... requests) {
    return new Batch(1, store, List.of(requests));
  }

  CompletableFuture<BatchReply> send(Request<?>... requests) {
    return acceptor.handle(batch(store, requests)).toCompletableFuture();
  }

  /** What a read of the key tells. */
  Report report() {
    BatchReply.Handled handled = (BatchReply.Handled) await(send(new Read(KEY)));
    return ((ReadReply) handled.replies().get(0)).report();
  }

  static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
  }
}
