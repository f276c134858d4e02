package io.paxos.bench;

import io.paxos.acceptor.AcceptorRow;
import io.paxos.acceptor.AcceptorRules;
import io.paxos.protocol.Accept;
import io.paxos.protocol.Ballot;
import io.paxos.protocol.Key;
import io.paxos.protocol.ProposerId;
import io.paxos.protocol.RegisterState;
import io.paxos.protocol.Value;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What does the acceptor's decision itself cost, without any storage? */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class AcceptorDecisionBenchmark {
  private static final ProposerId PROPOSER = new ProposerId("n1", 1);
  private static final RegisterState STATE =
      new RegisterState(
          1,
          Optional.of(Value.of(new byte[256], "application/octet-stream")),
          RegisterState.bornOver(0).history());

  private AcceptorRow row = AcceptorRow.absent(0);
  private long counter;

  /** An accept that is granted and promises the next ballot. */
  @Benchmark
  public Object accept() {
    counter++;
    Accept accept =
        new Accept(
            Key.CONFIGURATION,
            new Ballot(counter, PROPOSER),
            STATE,
            Optional.of(new Ballot(counter + 1, PROPOSER)));
    var step = AcceptorRules.accept(row, accept);
    row = step.row();
    return step.reply();
  }
}
