package io.paxos.bench;

import io.paxos.driver.Proposer;
import io.paxos.protocol.Key;
import io.paxos.protocol.Value;
import io.paxos.register.Change;
import io.paxos.register.Decision;
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
  private static final Key KEY = Key.register("k");
  private static final Value VALUE = Value.of(new byte[256], "application/octet-stream");
  private static final Change<Value> WRITE = current -> Decision.write(VALUE);

  private final Cluster cluster = new Cluster(new Memories.Heap(false));
  private final Proposer first = cluster.proposer();
  private final Proposer second = cluster.addProposer("p2");
  private boolean turn;

  /** One proposer: phase one is saved. */
  @Benchmark
  public Object changeInOneRoundTrip() {
    return Cluster.change(first, KEY, WRITE);
  }

  /** Two proposers in turns: each finds the other's promise, and backs off once. */
  @Benchmark
  public Object changeInTurns() {
    turn = !turn;
    return Cluster.await(Cluster.change(turn ? first : second, KEY, WRITE));
  }

  /** A quorum read. */
  @Benchmark
  public Object read() {
    return cluster.read(KEY);
  }

  /** Stops the timers. */
  @TearDown
  public void stop() {
    cluster.close();
  }
}
