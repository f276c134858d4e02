package io.paxos.driver.upkeep;

import io.paxos.driver.Proposer;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Key;
import io.paxos.protocol.Value;
import io.paxos.register.Decision;
import io.paxos.register.NotAppliedException;
import io.paxos.register.UnknownOutcomeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The register that holds the configuration (rule M1). What is read here was chosen, so the
 * proposer follows it. Thread-safe.
 */
final class Ledger {
  private final Proposer proposer;
  private final Duration timeout;

  Ledger(Proposer proposer, Duration timeout) {
    this.proposer = proposer;
    this.timeout = timeout;
  }

  /**
   * The configuration that is chosen now.
   *
   * @return completes exceptionally with {@link NotAppliedException} if no quorum answers
   */
  CompletionStage<Configuration> chosen() {
    return proposer
        .read(Key.CONFIGURATION, timeout)
        .thenApply(register -> followed(register.value()));
  }

  /**
   * Puts one configuration in the place of exactly this other one.
   *
   * @return what is chosen then, which is another one if somebody was faster; completes
   *     exceptionally if that is not known
   */
  CompletionStage<Configuration> move(Configuration from, Configuration to) {
    return proposer
        .change(
            Key.CONFIGURATION,
            current ->
                current.value().map(Ledger::parse).equals(Optional.of(from))
                    ? Decision.write(value(to))
                    : Decision.decline("the configuration is another one by now"),
            Optional.empty(),
            timeout)
        .thenApply(
            outcome ->
                outcome.fold(
                    committed -> followed(committed.state().value()),
                    rejected -> followed(rejected.current().value()),
                    notApplied -> {
                      throw new NotAppliedException(notApplied.reason());
                    },
                    unknown -> {
                      throw new UnknownOutcomeException(unknown.reason());
                    }));
  }

  private Configuration followed(Optional<Value> value) {
    Configuration chosen =
        value
            .map(Ledger::parse)
            .orElseThrow(() -> new IllegalStateException("the configuration register is empty"));
    proposer.learn(chosen);
    return chosen;
  }

  private static Configuration parse(Value value) {
    return Configuration.parse(value.utf8());
  }

  private static Value value(Configuration configuration) {
    byte[] bytes = configuration.text().getBytes(StandardCharsets.UTF_8);
    return Value.of(bytes, Configuration.MEDIA_TYPE);
  }
}
