package io.paxos.storage.jdbc;

import io.paxos.acceptor.Admission;
import io.paxos.protocol.Batch;
import io.paxos.protocol.BatchReply;
import io.paxos.protocol.Collect;
import io.paxos.protocol.CollectReply;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Identity;
import io.paxos.protocol.Read;
import io.paxos.protocol.Reply;
import io.paxos.protocol.Request;
import io.paxos.protocol.Scan;
import io.paxos.protocol.ScanReply;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Something that an acceptor is asked for.
 *
 * @param <R> what it answers
 */
sealed interface Task<R> {
  /**
   * What its transaction has to be. Tasks of one mode share a transaction, except {@link
   * Mode#INSTALL}.
   */
  Mode mode();

  /** Takes part in a transaction; the reply is there once the agenda is decided. */
  Supplier<R> join(Transaction transaction);

  /** As {@link #join}, if it needs nothing but an agenda. */
  default Optional<Supplier<R>> joinRequests(Agenda agenda) {
    return Optional.empty();
  }

  /** How many requests it counts for. */
  default int requests() {
    return 1;
  }

  /** How much memory it holds, roughly, in bytes. */
  default long bytes() {
    return 0;
  }

  /** A batch of requests, each admitted or turned away as a whole. */
  record Decide(Batch batch) implements Task<BatchReply> {
    @Override
    public Mode mode() {
      boolean readsOnly = batch.requests().stream().allMatch(Read.class::isInstance);
      return readsOnly ? Mode.READ : Mode.WRITE;
    }

    @Override
    public Supplier<BatchReply> join(Transaction transaction) {
      return join(transaction.agenda());
    }

    @Override
    public Optional<Supplier<BatchReply>> joinRequests(Agenda agenda) {
      return Optional.of(join(agenda));
    }

    private Supplier<BatchReply> join(Agenda agenda) {
      Optional<BatchReply> refusal = Admission.check(agenda.identity(), batch);
      if (refusal.isPresent()) {
        return refusal::get;
      }
      List<Agenda.Item> items = batch.requests().stream().map(agenda::add).toList();
      return () -> new BatchReply.Handled(replies(items));
    }

    private static List<Reply> replies(List<Agenda.Item> items) {
      return items.stream().map(Agenda.Item::reply).toList();
    }

    @Override
    public int requests() {
      return batch.requests().size();
    }

    @Override
    public long bytes() {
      return batch.requests().stream().mapToLong(Request::valueBytes).sum();
    }
  }

  /** A page of rows. */
  record Page(Scan scan) implements Task<ScanReply> {
    @Override
    public Mode mode() {
      return Mode.READ;
    }

    @Override
    public Supplier<ScanReply> join(Transaction transaction) {
      Optional<BatchReply> refusal = Admission.check(transaction.identity(), scan);
      ScanReply reply =
          refusal.<ScanReply>map(ScanReply.Refused::new).orElseGet(() -> transaction.page(scan));
      return () -> reply;
    }
  }

  /** Rows that may be forgotten: all that is asked for in one transaction, whatever its size. */
  record Forget(Collect collect) implements Task<CollectReply> {
    @Override
    public Mode mode() {
      return Mode.INSTALL;
    }

    @Override
    public Supplier<CollectReply> join(Transaction transaction) {
      CollectReply reply =
          Admission.check(transaction.identity(), collect)
              .<CollectReply>map(CollectReply.Refused::new)
              .orElseGet(() -> transaction.collect(collect));
      return () -> reply;
    }

    @Override
    public int requests() {
      return 1 + collect.rows().size();
    }
  }

  /** Who the acceptor is. */
  record Identify() implements Task<Identity> {
    @Override
    public Mode mode() {
      return Mode.READ;
    }

    @Override
    public Supplier<Identity> join(Transaction transaction) {
      return transaction::identity;
    }
  }

  /** A chosen configuration. */
  record Install(Configuration configuration) implements Task<Identity> {
    @Override
    public Mode mode() {
      return Mode.INSTALL;
    }

    @Override
    public Supplier<Identity> join(Transaction transaction) {
      Identity identity = transaction.install(configuration);
      return () -> identity;
    }
  }
}
