package io.paxos.driver.upkeep;

import io.paxos.driver.Proposer;
import io.paxos.driver.Timers;
import io.paxos.protocol.Key;
import io.paxos.protocol.Value;
import io.paxos.register.Decision;
import io.paxos.register.Outcome;
import io.paxos.register.Versioned;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Work that one node does at a time, mostly. A register says who does it and how far it is; whoever
 * does it writes that again and again. When the register has not changed for long, by the clock of
 * the one who watches, another node takes the work over.
 *
 * <p>It saves work and is no lock: after a pause two nodes may do it at once. Confined to one beat
 * after the other.
 */
final class Duty {
  private final Key key;
  private final String self;
  private final Proposer proposer;
  private final Timers timers;
  private final UpkeepSettings settings;
  private OptionalLong ownRevision = OptionalLong.empty();
  private long seenRevision = -1;
  private long seenAt;

  /** Who does the work, and what they told of it. */
  record Report(String holder, String text) {
    private static final String NOBODY = "";

    private static Report of(Versioned<Value> register) {
      String[] lines = register.value().map(Value::utf8).orElse(NOBODY).split("\n", 2);
      return new Report(lines[0], lines.length == 2 ? lines[1] : "");
    }

    private Value value() {
      return Value.text(holder + "\n" + text);
    }

    Optional<String> who() {
      return holder.equals(NOBODY) ? Optional.empty() : Optional.of(holder);
    }

    Optional<String> told() {
      return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
  }

  /**
   * A duty that nobody of this process has yet.
   *
   * @param self a name that no other process has
   */
  Duty(Key key, String self, Proposer proposer, Timers timers, UpkeepSettings settings) {
    this.key = key;
    this.self = self;
    this.proposer = proposer;
    this.timers = timers;
    this.settings = settings;
  }

  /** What the register says now. */
  CompletionStage<Report> report() {
    return proposer.read(key, settings.takeover()).thenApply(Report::of);
  }

  /**
   * Tells that this node is still at it, if it is, or takes over if nobody is.
   *
   * @param text what this node has to tell; what the one before told is kept until there is
   *     something
   * @return what the register says, if this node has the duty now; else empty
   */
  CompletionStage<Optional<Report>> beat(Optional<String> text) {
    return ownRevision.isPresent() ? renew(text) : watch();
  }

  /** Whether this node had the duty when it was last told. */
  boolean isHeld() {
    return ownRevision.isPresent();
  }

  /** Leaves it to others, at once. */
  CompletionStage<Void> lay() {
    ownRevision = OptionalLong.empty();
    return proposer
        .change(
            key,
            current ->
                Report.of(current).holder().equals(self)
                    ? Decision.write(new Report(Report.NOBODY, "").value())
                    : Decision.keep(),
            Optional.empty(),
            settings.answerTimeout())
        .thenApply(outcome -> null);
  }

  private CompletionStage<Optional<Report>> renew(Optional<String> text) {
    long expected = ownRevision.orElseThrow();
    return write(expected, text);
  }

  private CompletionStage<Optional<Report>> watch() {
    return proposer.read(key, settings.takeover()).thenCompose(this::takeIfIdle);
  }

  /** Pitfall 17: that a revision does not change is measured here, by a monotonic clock. */
  private CompletionStage<Optional<Report>> takeIfIdle(Versioned<Value> register) {
    long now = timers.nanoTime();
    if (register.revision() != seenRevision) {
      seenRevision = register.revision();
      seenAt = now;
    }
    Duration idle = Duration.ofNanos(now - seenAt);
    boolean free = Report.of(register).who().filter(holder -> !holder.equals(self)).isEmpty();
    return free || idle.compareTo(settings.takeover()) >= 0
        ? write(register.revision(), Optional.empty())
        : CompletableFuture.completedFuture(Optional.empty());
  }

  private CompletionStage<Optional<Report>> write(long expected, Optional<String> text) {
    return proposer
        .change(
            key,
            current ->
                current.revision() == expected
                    ? Decision.write(
                        new Report(self, text.orElse(Report.of(current).text())).value())
                    : Decision.decline("somebody else was faster"),
            Optional.empty(),
            settings.takeover())
        .thenApply(this::written);
  }

  private Optional<Report> written(Outcome<Value> outcome) {
    Optional<Versioned<Value>> state =
        outcome.fold(
            committed -> Optional.of(committed.state()),
            rejected -> Optional.empty(),
            notApplied -> Optional.empty(),
            unknown -> Optional.empty());
    ownRevision =
        state.isPresent() ? OptionalLong.of(state.get().revision()) : OptionalLong.empty();
    return state.map(Report::of);
  }
}
