package io.paxos.bench;

import io.paxos.acceptor.MemoryAcceptor;
import io.paxos.driver.Proposer;
import io.paxos.driver.Settings;
import io.paxos.driver.SystemTimers;
import io.paxos.protocol.AcceptorGroup;
import io.paxos.protocol.AcceptorId;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Key;
import io.paxos.protocol.Member;
import io.paxos.protocol.ProposerId;
import io.paxos.protocol.StoreId;
import io.paxos.protocol.Value;
import io.paxos.register.Change;
import io.paxos.register.Decision;
import io.paxos.spi.Acceptor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does the protocol itself cost: a change end to end over three acceptors in memory, in one
 * round trip and in two, and a quorum read?
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RoundInMemoryBenchmark {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final Key KEY = Key.register("k");
  private static final Value VALUE = Value.of(new byte[256], "application/octet-stream");
  private static final Change<Value> WRITE = current -> Decision.write(VALUE);

  private final SystemTimers timers = new SystemTimers("timers");
  private final Proposer first;
  private final Proposer second;
  private boolean turn;

  /** Three acceptors and two proposers. */
  public RoundInMemoryBenchmark() {
    Map<AcceptorId, Acceptor> acceptors = new HashMap<>();
    List<Member> members = new ArrayList<>();
    for (String name : List.of("n1", "n2", "n3")) {
      Member member = new Member(new AcceptorId(name), "memory:" + name, StoreId.random());
      members.add(member);
      acceptors.put(member.id(), new MemoryAcceptor(member.store()));
    }
    Configuration configuration = Configuration.stable(1, AcceptorGroup.majority(members));
    acceptors.values().forEach(acceptor -> acceptor.install(configuration));
    first = proposer("p1", configuration, acceptors);
    second = proposer("p2", configuration, acceptors);
  }

  private Proposer proposer(
      String name, Configuration configuration, Map<AcceptorId, Acceptor> acceptors) {
    return new Proposer(
        new ProposerId(name, 1),
        configuration,
        (id, address) -> acceptors.getOrDefault(id, new MemoryAcceptor(StoreId.random())),
        timers,
        new SplittableRandom(1),
        Settings.DEFAULT);
  }

  /** One proposer: phase one is saved. */
  @Benchmark
  public Object changeInOneRoundTrip() {
    return first.change(KEY, WRITE, Optional.empty(), TIMEOUT);
  }

  /** Two proposers in turns: each finds the other's promise, and backs off once. */
  @Benchmark
  public Object changeInTurns() {
    turn = !turn;
    Proposer proposer = turn ? first : second;
    return proposer.change(KEY, WRITE, Optional.empty(), TIMEOUT).toCompletableFuture().join();
  }

  /** A quorum read. */
  @Benchmark
  public Object read() {
    return first.read(KEY, TIMEOUT);
  }

  /** Stops the timers. */
  @TearDown
  public void stop() {
    timers.close();
  }
}
