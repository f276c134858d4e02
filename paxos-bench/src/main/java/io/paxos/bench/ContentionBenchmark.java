package io.paxos.bench;

import io.paxos.driver.Proposer;
import io.paxos.protocol.Key;
import io.paxos.protocol.Value;
import io.paxos.register.Decision;
import java.util.List;
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

/** What does it cost when two proposers change the same register, instead of each its own? */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ContentionBenchmark {
  private static final Key SHARED = Key.register("shared");
  private static final Value VALUE = Value.of(new byte[256], "application/octet-stream");

  /** Which registers are changed. */
  public enum Registers {
    /** All callers change one, half of them through each proposer. */
    SHARED,
    /** Every caller changes one of its own. */
    OWN
  }

  /** Which registers are changed. */
  @SuppressWarnings("NullAway.Init") // JMH sets it
  @Param
  public Registers registers;

  /** Where the acceptors keep what they accept. */
  @SuppressWarnings("NullAway.Init") // JMH sets it
  @Param
  public Storage storage;

  @SuppressWarnings("NullAway.Init") // see open
  private Cluster cluster;

  private List<Proposer> proposers = List.of();

  /** Opens the acceptors and the second proposer. */
  @Setup
  public void open() {
    cluster = new Cluster(storage);
    proposers = List.of(cluster.proposer(), cluster.addProposer("other"));
  }

  /** One caller at each proposer. */
  @Benchmark
  @Threads(2)
  public Object twoCallers(Caller caller) {
    return change(caller);
  }

  /** 8 callers at each proposer. */
  @Benchmark
  @Threads(16)
  public Object sixteenCallers(Caller caller) {
    return change(caller);
  }

  private Object change(Caller caller) {
    Proposer proposer = proposers.get(caller.number() % proposers.size());
    Key key = registers == Registers.SHARED ? SHARED : Cluster.key(caller.number());
    return Cluster.await(Cluster.change(proposer, key, current -> Decision.write(VALUE)));
  }

  /** Lets go of the acceptors. */
  @TearDown
  public void close() {
    cluster.close();
  }
}
