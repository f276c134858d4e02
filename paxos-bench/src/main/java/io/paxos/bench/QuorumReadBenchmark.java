package io.paxos.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many registers can be read in a second, linearizably and from a quorum of three acceptors?
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class QuorumReadBenchmark {
  private static final int BYTES = 256;

  /** Where the acceptors keep what they accept. */
  @SuppressWarnings("NullAway.Init") // JMH sets it
  @Param
  public Storage storage;

  @SuppressWarnings("NullAway.Init") // see open
  private Cluster cluster;

  /** Opens the acceptors, and fills the registers. */
  @Setup
  public void open() {
    cluster = new Cluster(storage);
    cluster.fill(Caller.REGISTERS, BYTES);
  }

  /** One caller. */
  @Benchmark
  @Threads(1)
  public Object oneCaller(Caller caller) {
    return Cluster.await(cluster.read(caller.ownKey()));
  }

  /** 16 callers. */
  @Benchmark
  @Threads(16)
  public Object sixteenCallers(Caller caller) {
    return Cluster.await(cluster.read(caller.ownKey()));
  }

  /** 64 callers. */
  @Benchmark
  @Threads(64)
  public Object sixtyFourCallers(Caller caller) {
    return Cluster.await(cluster.read(caller.ownKey()));
  }

  /** Lets go of the acceptors. */
  @TearDown
  public void close() {
    cluster.close();
  }
}
