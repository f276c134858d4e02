package io.paxos.server.home;

import io.paxos.acceptor.MemoryAcceptor;
import io.paxos.contract.ForwardingAcceptor;
import io.paxos.driver.Connector;
import io.paxos.driver.Proposer;
import io.paxos.driver.Settings;
import io.paxos.driver.SystemTimers;
import io.paxos.driver.Timers;
import io.paxos.protocol.Accept;
import io.paxos.protocol.AcceptorGroup;
import io.paxos.protocol.AcceptorId;
import io.paxos.protocol.Ballot;
import io.paxos.protocol.Batch;
import io.paxos.protocol.BatchReply;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.History;
import io.paxos.protocol.Key;
import io.paxos.protocol.Member;
import io.paxos.protocol.ProposerId;
import io.paxos.protocol.RegisterState;
import io.paxos.protocol.StoreId;
import io.paxos.protocol.Value;
import io.paxos.register.Decision;
import io.paxos.register.Versioned;
import io.paxos.spi.Acceptor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Acceptors in memory that claim to be at certain addresses, the proposer of a node over them, and
 * a rival that is in its way when it is told to be. Moments pass only when they are told to.
 */
final class Neighbourhood implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final long FAR_ABOVE = 1_000;

  private final SystemTimers alarms = new SystemTimers("timers");
  private final AtomicLong now = new AtomicLong();
  private final AtomicLong above = new AtomicLong();
  private final Map<String, Acceptor> acceptors = new HashMap<>();
  private volatile Duration answerTime = Duration.ZERO;
  private final Proposer own;
  private final Proposer rival;

  /** Neighbours with these names, at these addresses. */
  Neighbourhood(Map<String, String> addresses) {
    List<Member> members = new ArrayList<>();
    addresses.forEach(
        (name, address) ->
            members.add(new Member(new AcceptorId(name), address, StoreId.random())));
    Collections.shuffle(members);
    Configuration configuration = Configuration.stable(1, AcceptorGroup.majority(members));
    for (Member member : members) {
      Acceptor acceptor = new MemoryAcceptor(member.store());
      acceptor.install(configuration).toCompletableFuture().join();
      acceptors.put(member.address(), acceptor);
    }
    this.own = proposer("own", configuration);
    this.rival = proposer("rival", configuration);
  }

  private Proposer proposer(String name, Configuration configuration) {
    Connector connector =
        (id, address) -> new Timed(Objects.requireNonNull(acceptors.get(address), address));
    Timers timers =
        new Timers() {
          @Override
          public long nanoTime() {
            return now.get();
          }

          @Override
          public Cancellable schedule(Duration delay, Runnable task) {
            return alarms.schedule(delay, task);
          }
        };
    return new Proposer(
        new ProposerId(name, 1),
        configuration,
        connector,
        timers,
        new SplittableRandom(1),
        Settings.DEFAULT);
  }

  /** The node's. */
  Proposer proposer() {
    return own;
  }

  long nanoTime() {
    return now.get();
  }

  void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  /** Gets in the way of the node at this register, without changing it. */
  void contend(String key) {
    Key register = Key.register(key);
    rival.settle(register, above.addAndGet(FAR_ABOVE), TIMEOUT).toCompletableFuture().join();
    own.settle(register, 0, TIMEOUT).toCompletableFuture().join();
    if (!own.isContended(register)) {
      throw new AssertionError("nobody was in the way of " + key);
    }
  }

  /** Overhears that another proposer writes what the register holds now, and nothing more. */
  void share(String key) {
    shareAt(key, read(key).revision());
  }

  /** Overhears that another proposer writes this revision. */
  void shareAt(String key, long revision) {
    Key register = Key.register(key);
    Ballot ballot = new Ballot(above.addAndGet(FAR_ABOVE), new ProposerId("rival", 1));
    RegisterState state = new RegisterState(revision, Optional.empty(), History.bornOver(0));
    own.overhear(new Accept(register, ballot, state, Optional.empty()));
    if (own.sharedAt(register).isEmpty() || own.isContended(register)) {
      throw new AssertionError(key + " is not shared, or contended");
    }
  }

  /** From now on acceptors take so long; they are asked once, so that it is known. */
  void answerIn(Duration time) {
    answerTime = time;
    write(own, "unshared", "x");
  }

  /** Another proposer writes. */
  void write(String key, String value) {
    write(rival, key, value);
  }

  private static void write(Proposer proposer, String key, String value) {
    proposer
        .change(
            Key.register(key),
            current -> Decision.write(Value.text(value)),
            Optional.empty(),
            TIMEOUT)
        .toCompletableFuture()
        .join();
  }

  /** What the acceptors hold. */
  Versioned<Value> read(String key) {
    return rival.read(Key.register(key), TIMEOUT).toCompletableFuture().join();
  }

  @Override
  public void close() {
    own.close();
    rival.close();
    alarms.close();
  }

  /** An acceptor whose answers take their time. */
  private final class Timed extends ForwardingAcceptor {
    Timed(Acceptor behind) {
      super(behind);
    }

    @Override
    public CompletionStage<BatchReply> handle(Batch batch) {
      pass(answerTime);
      return super.handle(batch);
    }
  }
}
