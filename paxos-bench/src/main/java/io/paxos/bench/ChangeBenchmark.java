package io.paxos.bench;

import io.paxos.protocol.Value;
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
 * How many registers can be changed in a second, end to end over three acceptors, when every caller
 * has registers of its own?
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ChangeBenchmark {
  private static final Value VALUE = Value.of(new byte[256], "application/octet-stream");

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
    cluster.fill(Caller.REGISTERS, VALUE.size());
  }

  /** One caller. */
  @Benchmark
  @Threads(1)
  public Object oneCaller(Caller caller) {
    return Cluster.await(cluster.write(caller.ownKey(), VALUE));
  }

  /** 16 callers. */
  @Benchmark
  @Threads(16)
  public Object sixteenCallers(Caller caller) {
    return Cluster.await(cluster.write(caller.ownKey(), VALUE));
  }

  /** 64 callers. */
  @Benchmark
  @Threads(64)
  public Object sixtyFourCallers(Caller caller) {
    return Cluster.await(cluster.write(caller.ownKey(), VALUE));
  }

  /** Lets go of the acceptors. */
  @TearDown
  public void close() {
    cluster.close();
  }
}
