package io.paxos.driver;

import io.paxos.protocol.Configuration;
import io.paxos.protocol.Key;
import io.paxos.protocol.OperationId;
import io.paxos.protocol.ProposerId;
import io.paxos.protocol.Value;
import io.paxos.register.Change;
import io.paxos.register.Outcome;
import io.paxos.register.Versioned;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;

/** Runs rounds against the acceptors of a configuration. Thread-safe; never blocks. */
public final class Proposer implements AutoCloseable {
  /** A proposer that starts in this configuration, which must be one that was chosen. */
  public Proposer(
      ProposerId id,
      Configuration configuration,
      Connector connector,
      Timers timers,
      RandomGenerator random,
      Settings settings) {}

  @SuppressWarnings("TypeParameterUnusedInFormals")
  private static <T> T notYet() {
    if (System.nanoTime() > 0) {
      throw new IllegalStateException("not yet!");
    }
    return java.util.Objects.requireNonNull(null);
  }

  /**
   * What the register holds, linearizably.
   *
   * @return completes exceptionally with {@link io.paxos.register.NotAppliedException} if no quorum
   *     answers in time
   */
  public CompletionStage<Versioned<Value>> read(Key key, Duration timeout) {
    return notYet();
  }

  /**
   * Applies a change function.
   *
   * @return completes exceptionally only with what the function threw, or with {@link
   *     IllegalArgumentException} if the value that it wrote is longer than allowed
   */
  public CompletionStage<Outcome<Value>> change(
      Key key, Change<Value> change, Optional<OperationId> operation, Duration timeout) {
    return notYet();
  }

  /** What each acceptor holds of a key: for people, not linearizable. */
  public CompletionStage<List<Inspection>> inspect(Key key, Duration timeout) {
    return notYet();
  }

  /** The configuration that rounds are run in now. */
  public Configuration configuration() {
    return notYet();
  }

  /** Ends every operation under way: not applied, or unknown. */
  @Override
  public void close() {
    notYet();
  }
}
