package io.paxos.simulation;

import io.paxos.acceptor.AcceptorRow;
import io.paxos.acceptor.MemoryAcceptor;
import io.paxos.contract.Memory;
import io.paxos.protocol.Accept;
import io.paxos.protocol.Ballot;
import io.paxos.protocol.Batch;
import io.paxos.protocol.BatchReply;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.History;
import io.paxos.protocol.Identity;
import io.paxos.protocol.Key;
import io.paxos.protocol.Lineage;
import io.paxos.protocol.Operations;
import io.paxos.protocol.Prepare;
import io.paxos.protocol.ProposerId;
import io.paxos.protocol.Read;
import io.paxos.protocol.ReadReply;
import io.paxos.protocol.RegisterState;
import io.paxos.protocol.Scan;
import io.paxos.protocol.ScanReply;
import io.paxos.protocol.StoreId;
import io.paxos.protocol.Value;
import io.paxos.spi.Acceptor;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What survives a process. It may be replaced by an empty one, or by an earlier copy of itself. */
final class Disk implements AutoCloseable {
  private static final int MAX_KEYS = 1_000;

  private final Storage storage;
  private Memory memory;
  private StoreId store;
  private boolean wasOpen;
  private boolean hasLostHistory;

  /** An empty disk. */
  Disk(Storage storage, StoreId suggested) {
    this.storage = storage;
    this.memory = storage.empty(suggested);
    this.store = identity().store();
  }

  StoreId store() {
    return store;
  }

  /** The acceptor on it. */
  Acceptor acceptor() {
    return memory.acceptor();
  }

  /** Reads back what is there, as a process does when it starts. */
  void open() {
    if (wasOpen) {
      memory.reopen();
    }
    wasOpen = true;
  }

  /**
   * Whether it is an earlier copy, and tells: PostgreSQL does so by its timeline (rule M7). An
   * acceptor that finds this at its start serves nobody.
   */
  boolean hasLostHistory() {
    return hasLostHistory;
  }

  /** Puts an earlier copy in its place. What is in it does not matter, since nobody is served. */
  void rollBack() {
    hasLostHistory = true;
  }

  /** Puts an empty disk in its place. */
  void replace(StoreId suggested) {
    memory.close();
    memory = storage.empty(suggested);
    store = identity().store();
    wasOpen = false;
    hasLostHistory = false;
  }

  /** What is kept of one key. */
  AcceptorRow row(Key key) {
    // The same in fewer steps, for the sake of many histories.
    return memory.acceptor() instanceof MemoryAcceptor rows ? rows.row(key) : read(key);
  }

  /** What is kept, by key. */
  Map<Key, AcceptorRow> rows() {
    Map<Key, AcceptorRow> rows = new HashMap<>();
    Scan everything = new Scan(identity().era(), store, Optional.empty(), MAX_KEYS, Scan.Scope.ALL);
    if (now(acceptor().scan(everything)) instanceof ScanReply.Page page) {
      page.rows().forEach(row -> rows.put(row.key(), row(row.key())));
    }
    return rows;
  }

  @Override
  public void close() {
    memory.close();
  }

  private AcceptorRow read(Key key) {
    Batch batch = new Batch(identity().era(), store, List.of(new Read(key)));
    if (now(acceptor().handle(batch)) instanceof BatchReply.Handled handled) {
      ReadReply reply = (ReadReply) handled.replies().get(0);
      return new AcceptorRow(reply.promised(), reply.report());
    }
    // A new disk in the place of another has no configuration, and serves nobody.
    return AcceptorRow.absent(0);
  }

  /** The configuration that the acceptor on it has installed. */
  Optional<Configuration> installed() {
    return identity().installed();
  }

  /** Whether nothing was ever kept on it. */
  boolean isEmpty() {
    return !hasLostHistory && installed().isEmpty() && rows().isEmpty();
  }

  /** Makes it one of those on which this first configuration was agreed (rule M5). */
  void form(Configuration first) {
    Value value = Value.of(first.text().getBytes(StandardCharsets.UTF_8), Configuration.MEDIA_TYPE);
    Ballot ballot = new Ballot(1, new ProposerId("formation", 1));
    History history = new History(Lineage.bornOver(0).extendedBy(ballot), Operations.NONE);
    RegisterState state = new RegisterState(1, Optional.of(value), history);
    Accept accept = new Accept(Key.CONFIGURATION, ballot, state, Optional.empty());
    var handled =
        now(
            acceptor()
                .handle(
                    new Batch(0, store, List.of(new Prepare(Key.CONFIGURATION, ballot), accept))));
    var identity = now(acceptor().install(first));
    if (!(handled instanceof BatchReply.Handled) || identity.era() != first.era()) {
      throw new IllegalStateException("store " + store + " does not take " + first);
    }
  }

  private Identity identity() {
    return now(acceptor().identify());
  }

  /** Virtual time stands still while a real database works. */
  static <T> T now(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
