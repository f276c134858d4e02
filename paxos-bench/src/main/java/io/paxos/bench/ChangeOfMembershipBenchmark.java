package io.paxos.bench;

import io.paxos.protocol.Configuration.Stage;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a change of membership cost per register: one of three acceptors in SQLite files is
 * replaced by an empty one, with nobody else at work?
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
@Fork(1)
public class ChangeOfMembershipBenchmark {
  static final int REGISTERS = 10_000;

  /** The length of every value. */
  @Param({"100", "4096"})
  public int bytes;

  private final Cluster cluster = new Cluster(Storage.SQLITE);
  private final Replacements replacements = new Replacements(cluster, 1);

  /** Microseconds per register, of each stage. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Stages {
    /** While nobody but the old acceptors decides. */
    public double copying;

    /** While old and new decide together. */
    public double joint;
  }

  /** Fills the registers. */
  @Setup
  public void fill() {
    cluster.fill(REGISTERS, bytes);
  }

  /** From the wish to the new configuration. */
  @Benchmark
  @OperationsPerInvocation(REGISTERS)
  public void replaceOneOfThree(Stages stages) throws InterruptedException {
    Map<Stage, Long> nanos = replacements.replaceOne();
    stages.copying = micros(nanos, Stage.COPYING);
    stages.joint = micros(nanos, Stage.JOINT);
  }

  private static double micros(Map<Stage, Long> nanos, Stage stage) {
    return nanos.getOrDefault(stage, 0L) / 1_000.0 / REGISTERS;
  }

  /** Removes the files. */
  @TearDown
  public void close() {
    replacements.close();
    cluster.close();
  }
}
