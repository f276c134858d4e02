package io.paxos.bench;

import io.paxos.driver.upkeep.UpkeepSettings;
import io.paxos.protocol.Value;
import java.util.concurrent.ThreadLocalRandom;
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
 * What do callers notice of a change of membership: writes beside one replacement after another?
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 5)
@Measurement(iterations = 3, time = 10)
@Fork(1)
@Threads(4)
public class WritesDuringChangeBenchmark {
  private static final int REGISTERS = 10_000;
  private static final Value VALUE = Value.of(new byte[100], "application/octet-stream");

  /** Whether acceptors are being replaced meanwhile. */
  @Param({"false", "true"})
  public boolean changing;

  private final Cluster cluster = new Cluster(Storage.SQLITE);
  private final Replacements replacements =
      new Replacements(cluster, UpkeepSettings.DEFAULT.transferShare());
  private final Thread operator = new Thread(this::replace, "operator");
  private volatile boolean over;

  /** Fills the registers, and begins to replace. */
  @Setup
  public void begin() {
    cluster.fill(REGISTERS, VALUE.size());
    if (changing) {
      operator.start();
    }
  }

  private void replace() {
    try {
      while (!over) {
        replacements.replaceOne();
      }
    } catch (InterruptedException asked) {
      Thread.currentThread().interrupt();
    }
  }

  /** One of the registers, until it is committed. */
  @Benchmark
  public Object write() {
    int number = ThreadLocalRandom.current().nextInt(REGISTERS);
    return Cluster.await(cluster.write(Cluster.key(number), VALUE));
  }

  /** Ends the replacing, and removes the files. */
  @TearDown
  public void end() throws InterruptedException {
    over = true;
    operator.join();
    replacements.close();
    cluster.close();
  }
}
