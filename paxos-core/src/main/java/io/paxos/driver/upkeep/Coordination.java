package io.paxos.driver.upkeep;

import io.paxos.driver.Proposer;
import io.paxos.driver.Timers;
import io.paxos.membership.Fence;
import io.paxos.membership.Listing;
import io.paxos.membership.Progress;
import io.paxos.membership.Reconfiguration;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Configuration.Stage;
import io.paxos.protocol.Identity;
import io.paxos.protocol.Key;
import io.paxos.protocol.Scan;
import io.paxos.protocol.ScanReply;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The work that belongs to one configuration on the way to another (rule M4): fence off the era
 * before, carry every register, portion by portion, and go on to the next configuration. May be
 * left off anywhere and carried on by another node. Thread-safe; one piece after the other.
 */
final class Coordination {
  private final Configuration changing;
  private final Proposer proposer;
  private final Acceptors acceptors;
  private final Ledger ledger;
  private final Timers timers;
  private final UpkeepSettings settings;
  private final Carrier carrier;
  private final Pace pace;
  private final CompletableFuture<Configuration> end = new CompletableFuture<>();
  private volatile Progress progress;
  private volatile Optional<String> trouble = Optional.empty();
  private volatile boolean fenced;
  private volatile boolean carried;

  /**
   * Work that has not begun.
   *
   * @param from where whoever did it before has left off
   */
  Coordination(
      Configuration changing,
      Progress from,
      Proposer proposer,
      Acceptors acceptors,
      Ledger ledger,
      Timers timers,
      UpkeepSettings settings) {
    this.changing = changing;
    this.progress = from;
    this.proposer = proposer;
    this.acceptors = acceptors;
    this.ledger = ledger;
    this.timers = timers;
    this.settings = settings;
    // Nobody to copy to: then only the fence is left to do.
    this.carried = changing.stage() == Stage.COPYING && changing.joiners().isEmpty();
    this.pace = new Pace(timers, settings.transferShare(), settings.inFlight());
    this.carrier =
        changing.stage() == Stage.COPYING
            ? new Copier(acceptors, changing, timers)
            : new Mover(acceptors, proposer, changing, from.floor(), settings.takeover());
  }

  /**
   * Does it.
   *
   * @return the configuration that is chosen afterwards; completes exceptionally only by {@link
   *     #stop}
   */
  CompletionStage<Configuration> run() {
    goOn();
    return end;
  }

  /** Leaves off. What is on its way still arrives, and harms nothing. */
  void stop() {
    end.completeExceptionally(new UnfinishedException("left off"));
  }

  boolean isOf(Configuration configuration) {
    return changing.equals(configuration);
  }

  Progress progress() {
    return progress;
  }

  /** What stands in the way now. */
  Optional<String> trouble() {
    return trouble;
  }

  /** One piece after the other; a piece that fails is done again after a beat. */
  private void goOn() {
    Configuration known = proposer.configuration();
    if (known.era() > changing.era()) {
      end.complete(known);
    }
    if (!end.isDone()) {
      var unused =
          nextPiece()
              .whenComplete(
                  (pause, failed) -> {
                    trouble = Optional.ofNullable(failed).map(Coordination::reason);
                    // Somebody may not have heard of the era, and refuses everything until then.
                    fenced &= failed == null;
                    timers.schedule(failed == null ? pause : settings.beat(), this::goOn);
                  });
    }
  }

  /** Does what is next, and tells how long to leave off then. */
  private CompletionStage<Duration> nextPiece() {
    if (!fenced) {
      return fence();
    }
    if (!carried) {
      return nextPortion();
    }
    // Those who will have to decide in the joint era must still be there when it begins.
    return changing.stage() == Stage.COPYING ? fence().thenCompose(up -> advance()) : advance();
  }

  /** Rule M4, step 2: without the fence nothing that is listed can be relied on. */
  private CompletionStage<Duration> fence() {
    return acceptors
        .<Fence, Identity>gatherAll(
            changing.members(),
            (acceptor, member) -> acceptor.install(changing),
            Fence.of(changing),
            (fence, from, identity) -> fence.on(from.store(), identity),
            Fence::isUp)
        .thenCompose(
            fence -> {
              fenced = fence.isUp();
              return fenced
                  ? CompletableFuture.completedFuture(Duration.ZERO)
                  : UnfinishedException.of("too few acceptors can be reached to begin");
            });
  }

  private CompletionStage<Duration> nextPortion() {
    pace.begin();
    Optional<Key> after = progress.after();
    int rows = pace.width();
    return acceptors
        .<Listing, ScanReply>gather(
            changing.current().members(),
            (acceptor, member) ->
                acceptor.scan(
                    new Scan(changing.era(), member.store(), after, rows, Scan.Scope.ALL)),
            Listing.begin(changing.current(), after, rows),
            (listing, from, reply) ->
                reply instanceof ScanReply.Page page ? listing.on(from.store(), page) : listing,
            Listing::isComplete)
        .thenCompose(this::carry);
  }

  private CompletionStage<Duration> carry(Listing portion) {
    return portion.isComplete()
        ? carrier.carry(portion).thenApply(load -> onCarried(portion, load))
        : UnfinishedException.of("too few of the old acceptors tell what they hold");
  }

  private Duration onCarried(Listing portion, Carrier.Load load) {
    Duration pause = pace.end(load.registers(), load.bytes());
    progress = progress.with(portion).atSpeed(pace.perSecond());
    carried = portion.end().isEmpty();
    return pause;
  }

  /** Rule M4, step 4: to the next configuration, from exactly this one. */
  private CompletionStage<Duration> advance() {
    return ledger
        .move(changing, Reconfiguration.advance(changing))
        .thenApply(
            chosen -> {
              end.complete(chosen);
              return Duration.ZERO;
            });
  }

  /** A stage that follows another wraps what went wrong there. */
  private static String reason(Throwable failed) {
    Throwable cause = failed;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }
}
