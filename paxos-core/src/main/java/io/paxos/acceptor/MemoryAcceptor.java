package io.paxos.acceptor;

import io.paxos.protocol.Batch;
import io.paxos.protocol.BatchReply;
import io.paxos.protocol.Collect;
import io.paxos.protocol.CollectReply;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Identity;
import io.paxos.protocol.Key;
import io.paxos.protocol.Reply;
import io.paxos.protocol.Report;
import io.paxos.protocol.Request;
import io.paxos.protocol.Scan;
import io.paxos.protocol.ScanReply;
import io.paxos.protocol.StoreId;
import io.paxos.spi.Acceptor;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * An acceptor that keeps its rows in memory: the reference that databases are compared with, and a
 * way to try things. It survives nothing. Thread-safe; answers on the caller's thread.
 */
public final class MemoryAcceptor implements Acceptor {
  private final NavigableMap<Key, AcceptorRow> rows = new TreeMap<>();
  private Identity identity;
  private long floor;

  /** An empty acceptor with this identity. */
  public MemoryAcceptor(StoreId store) {
    this.identity = new Identity(store, Optional.empty());
  }

  /** What is kept of one key, as the next request will find it. */
  public synchronized AcceptorRow row(Key key) {
    AcceptorRow row = rows.get(key);
    return row == null ? AcceptorRow.absent(floor) : row.under(floor);
  }

  @Override
  public synchronized CompletionStage<Identity> identify() {
    return CompletableFuture.completedFuture(identity);
  }

  @Override
  public synchronized CompletionStage<BatchReply> handle(Batch batch) {
    Optional<BatchReply> refusal = Admission.check(identity, batch);
    return CompletableFuture.completedFuture(
        refusal.isPresent() ? refusal.get() : new BatchReply.Handled(decideAll(batch.requests())));
  }

  @Override
  public synchronized CompletionStage<ScanReply> scan(Scan scan) {
    ScanReply reply =
        Admission.check(identity, scan)
            .<ScanReply>map(ScanReply.Refused::new)
            .orElseGet(() -> page(scan));
    return CompletableFuture.completedFuture(reply);
  }

  @Override
  public synchronized CompletionStage<Identity> install(Configuration configuration) {
    if (configuration.era() > identity.era()) {
      identity = new Identity(identity.store(), Optional.of(configuration));
    }
    return CompletableFuture.completedFuture(identity);
  }

  @Override
  public synchronized CompletionStage<CollectReply> collect(Collect collect) {
    CollectReply reply =
        Admission.check(identity, collect)
            .<CollectReply>map(CollectReply.Refused::new)
            .orElseGet(() -> collected(collect));
    return CompletableFuture.completedFuture(reply);
  }

  @Override
  public void close() {
    // Nothing is held.
  }

  private List<Reply> decideAll(List<Request<?>> requests) {
    if (requests.size() == 1) {
      return List.of(decide(requests, 0));
    }
    Reply[] replies = new Reply[requests.size()];
    for (int i = 0; i < replies.length; i++) {
      replies[i] = decide(requests, i);
    }
    return List.of(replies);
  }

  private Reply decide(List<Request<?>> requests, int number) {
    Request<?> request = requests.get(number);
    AcceptorRow row = row(request.key());
    AcceptorRules.Step<?> step = AcceptorRules.decide(row, request);
    if (step.writes()) {
      rows.put(request.key(), step.row());
    }
    return step.reply();
  }

  private CollectReply collected(Collect collect) {
    int before = rows.size();
    // Each row is judged by itself: the floor binds bare rows, but does not decide what they are.
    floor = Math.max(floor, collect.floor());
    for (Collect.Forget forget : collect.rows()) {
      AcceptorRules.forget(row(forget.key()), forget.tombstone())
          .ifPresent(
              needed -> {
                rows.remove(forget.key());
                floor = Math.max(floor, needed);
              });
    }
    return new CollectReply.Collected(floor, before - rows.size());
  }

  private ScanReply page(Scan scan) {
    NavigableMap<Key, AcceptorRow> rest =
        scan.after().map(after -> rows.tailMap(after, false)).orElse(rows);
    boolean counts = scan.scope() == Scan.Scope.ALL && scan.after().isEmpty();
    List<ScanReply.Row> page =
        rest.entrySet().stream()
            .map(entry -> scanned(entry.getKey(), entry.getValue()))
            .filter(row -> isInScope(row, scan.scope()))
            .limit(scan.limit())
            .toList();
    return new ScanReply.Page(
        page, floor, counts ? OptionalLong.of(rows.size()) : OptionalLong.empty());
  }

  private static ScanReply.Row scanned(Key key, AcceptorRow row) {
    Report report = row.report();
    return new ScanReply.Row(key, row.promised(), report.ballot(), ScanReply.Content.of(report));
  }

  private static boolean isInScope(ScanReply.Row row, Scan.Scope scope) {
    return scope == Scan.Scope.ALL || row.content() != ScanReply.Content.VALUE;
  }
}
