package io.paxos.bench;

import io.paxos.driver.Proposer;
import io.paxos.protocol.Key;
import io.paxos.protocol.Value;
import io.paxos.register.Change;
import io.paxos.register.Decision;
import io.paxos.register.Outcome;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
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
import org.openjdk.jmh.infra.Control;

/**
 * What does it cost when two proposers change the same register, instead of each its own, and do
 * both get through?
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ContentionBenchmark {
  private static final Key SHARED = Key.register("shared");
  private static final Value VALUE = Value.of(new byte[256], "application/octet-stream");
  private static final Change<Value> WRITE = current -> Decision.write(VALUE);
  private static final Duration PATIENCE = Duration.ofMillis(500);

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

  @SuppressWarnings("NullAway.Init") // see open
  private Proposer first;

  @SuppressWarnings("NullAway.Init") // see open
  private Proposer second;

  /** Opens the acceptors and the second proposer. */
  @Setup
  public void open() {
    cluster = new Cluster(storage);
    first = cluster.proposer();
    second = cluster.addProposer("other");
  }

  /** Changes in a second, of each proposer, and attempts that ended without one. */
  @State(Scope.Thread)
  @AuxCounters
  public static class Outcomes {
    /** Committed through the first proposer. */
    public long first;

    /** Committed through the second proposer. */
    public long second;

    /** Given up after {@link #PATIENCE}, and begun again. */
    public long givenUp;
  }

  /** One caller at each proposer. */
  @Benchmark
  @Threads(2)
  public void twoCallers(Caller caller, Outcomes outcomes, Control control) {
    change(caller, outcomes, control);
  }

  /** 8 callers at each proposer. */
  @Benchmark
  @Threads(16)
  public void sixteenCallers(Caller caller, Outcomes outcomes, Control control) {
    change(caller, outcomes, control);
  }

  /** Until it is committed, so that what is given up does not count, or the time is over. */
  private void change(Caller caller, Outcomes outcomes, Control control) {
    boolean isFirst = caller.number() % 2 == 0;
    Key key = registers == Registers.SHARED ? SHARED : Cluster.key(caller.number());
    do {
      Outcome<Value> outcome =
          Cluster.await(Cluster.attempt(isFirst ? first : second, key, WRITE, PATIENCE));
      boolean isCommitted = outcome instanceof Outcome.Committed;
      if (control.startMeasurement && !control.stopMeasurement) {
        outcomes.first += isCommitted && isFirst ? 1 : 0;
        outcomes.second += isCommitted && !isFirst ? 1 : 0;
        outcomes.givenUp += isCommitted ? 0 : 1;
      }
      if (isCommitted) {
        return;
      }
    } while (!control.stopMeasurement);
  }

  /** Lets go of the acceptors. */
  @TearDown
  public void close() {
    cluster.close();
  }
}
