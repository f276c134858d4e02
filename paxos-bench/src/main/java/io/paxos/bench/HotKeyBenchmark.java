package io.paxos.bench;

import io.paxos.protocol.Key;
import io.paxos.protocol.Value;
import io.paxos.register.Change;
import io.paxos.register.Decision;
import io.paxos.register.Versioned;
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
 * How many increments of one register can be made in a second: do more callers get more done,
 * because what waits is combined into one round?
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class HotKeyBenchmark {
  private static final Key KEY = Key.register("counter");
  private static final Change<Value> INCREMENT =
      current -> Decision.write(Value.text(Long.toString(count(current) + 1)));

  /** Where the acceptors keep what they accept. */
  @SuppressWarnings("NullAway.Init") // JMH sets it
  @Param
  public Storage storage;

  @SuppressWarnings("NullAway.Init") // see open
  private Cluster cluster;

  private static long count(Versioned<Value> current) {
    return current.value().map(Value::utf8).map(Long::parseLong).orElse(0L);
  }

  /** Opens the acceptors. */
  @Setup
  public void open() {
    cluster = new Cluster(storage);
  }

  /** One caller. */
  @Benchmark
  @Threads(1)
  public Object oneCaller() {
    return increment();
  }

  /** 16 callers. */
  @Benchmark
  @Threads(16)
  public Object sixteenCallers() {
    return increment();
  }

  /** 64 callers. */
  @Benchmark
  @Threads(64)
  public Object sixtyFourCallers() {
    return increment();
  }

  private Object increment() {
    return Cluster.await(Cluster.change(cluster.proposer(), KEY, INCREMENT));
  }

  /** Lets go of the acceptors. */
  @TearDown
  public void close() {
    cluster.close();
  }
}
