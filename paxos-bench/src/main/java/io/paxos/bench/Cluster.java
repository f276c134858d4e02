package io.paxos.bench;

import io.paxos.driver.Connector;
import io.paxos.driver.Formation;
import io.paxos.driver.Proposer;
import io.paxos.driver.Seed;
import io.paxos.driver.Settings;
import io.paxos.driver.SystemTimers;
import io.paxos.protocol.AcceptorId;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Key;
import io.paxos.protocol.ProposerId;
import io.paxos.protocol.Value;
import io.paxos.register.Change;
import io.paxos.register.Decision;
import io.paxos.register.Outcome;
import io.paxos.register.Versioned;
import io.paxos.spi.Acceptor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Three acceptors and the proposers of this process. Thread-safe, but for adding acceptors and
 * proposers.
 */
final class Cluster implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int WRITTEN_AT_ONCE = 256;

  private final Memories memories;
  private final SystemTimers timers = new SystemTimers("timers");
  private final Map<AcceptorId, Acceptor> acceptors = new ConcurrentHashMap<>();
  private final List<Proposer> proposers = new ArrayList<>();
  private final Configuration formed;
  private int named;

  /** A cluster that has formed, and has one proposer. */
  Cluster(Storage storage) {
    this(Memories.on(storage));
  }

  /** A cluster over these memories, which it closes. */
  Cluster(Memories memories) {
    this.memories = memories;
    List<Seed> seeds = Stream.generate(this::addAcceptor).limit(3).toList();
    Random random = new Random(1);
    Formation formation =
        new Formation(
            seeds,
            () -> new ProposerId("forming", random.nextLong()),
            connector(),
            timers,
            random,
            Settings.DEFAULT);
    formed = await(formation.run());
    addProposer("bench");
  }

  /** The key of a register, by its number. */
  static Key key(int number) {
    return Key.register("register-" + number);
  }

  static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  /** The first proposer, which writes. */
  Proposer proposer() {
    return proposers.get(0);
  }

  SystemTimers timers() {
    return timers;
  }

  Connector connector() {
    return (id, address) -> Objects.requireNonNull(acceptors.get(id));
  }

  /** Another proposer, as on another node. */
  Proposer addProposer(String name) {
    ProposerId id = new ProposerId(name, 1);
    Proposer added =
        new Proposer(
            id, formed, connector(), timers, new Random(proposers.size()), Settings.DEFAULT);
    proposers.add(added);
    return added;
  }

  /** An acceptor that takes no part yet. */
  Seed addAcceptor() {
    named++;
    AcceptorId id = new AcceptorId("a" + named);
    acceptors.put(id, memories.acceptor());
    return new Seed(id, "local:" + id);
  }

  /** Lets go of an acceptor that takes no part any more. */
  void dropAcceptor(AcceptorId id) {
    Acceptor left = acceptors.remove(id);
    if (left != null) {
      left.close();
    }
  }

  /** Writes so many registers, with values of this many bytes. */
  void fill(int registers, int bytes) {
    Value value = Value.of(new byte[bytes], "application/octet-stream");
    for (int from = 0; from < registers; from += WRITTEN_AT_ONCE) {
      List<CompletableFuture<?>> writes = new ArrayList<>();
      for (int i = from; i < Math.min(from + WRITTEN_AT_ONCE, registers); i++) {
        writes.add(write(key(i), value).toCompletableFuture());
      }
      await(CompletableFuture.allOf(writes.toArray(CompletableFuture<?>[]::new)));
    }
  }

  /** Writes a register; completes exceptionally if that is not committed. */
  CompletionStage<Versioned<Value>> write(Key key, Value value) {
    return change(proposer(), key, current -> Decision.write(value));
  }

  /** Changes a register; completes exceptionally if that is not committed. */
  static CompletionStage<Versioned<Value>> change(Proposer by, Key key, Change<Value> change) {
    return attempt(by, key, change, TIMEOUT).thenApply(Cluster::committed);
  }

  /** Tries to change a register. */
  static CompletionStage<Outcome<Value>> attempt(
      Proposer by, Key key, Change<Value> change, Duration timeout) {
    return by.change(key, change, Optional.empty(), timeout);
  }

  /** Reads a register. */
  CompletionStage<Versioned<Value>> read(Key key) {
    return proposer().read(key, TIMEOUT);
  }

  /** What is not done must not be counted. */
  private static Versioned<Value> committed(Outcome<Value> outcome) {
    if (outcome instanceof Outcome.Committed<Value> committed) {
      return committed.state();
    }
    throw new IllegalStateException("a change was not committed: " + outcome);
  }

  @Override
  public void close() {
    proposers.forEach(Proposer::close);
    timers.close();
    acceptors.values().forEach(Acceptor::close);
    memories.close();
  }
}
