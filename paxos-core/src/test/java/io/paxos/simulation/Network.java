package io.paxos.simulation;

import io.paxos.history.Fault;
import io.paxos.history.Witness;
import io.paxos.protocol.Batch;
import io.paxos.protocol.BatchReply;
import io.paxos.protocol.Collect;
import io.paxos.protocol.CollectReply;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Identity;
import io.paxos.protocol.Scan;
import io.paxos.protocol.ScanReply;
import io.paxos.spi.Acceptor;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries messages between named places, late, twice, or not at all. A lost request and a lost
 * reply are different faults; both look like silence.
 */
public final class Network {
  private final VirtualTimers timers;
  private final Dice dice;
  private final Witness witness;
  private final Set<Way> cut = new HashSet<>();
  private final Faults faults;

  /**
   * How often what goes wrong.
   *
   * @param requestLoss 0 to 1
   * @param replyLoss 0 to 1
   * @param duplication of a request, 0 to 1
   * @param slowness how many messages take up to {@code maxSlowDelay}, 0 to 1
   * @param reorders whether messages overtake each other; otherwise all take equally long
   * @param maxDelay of each direction
   * @param maxSlowDelay of slow ones
   */
  public record Faults(
      double requestLoss,
      double replyLoss,
      double duplication,
      double slowness,
      boolean reorders,
      Duration maxDelay,
      Duration maxSlowDelay) {

    /** Everything arrives, after a millisecond at most. */
    public static final Faults NONE =
        new Faults(0, 0, 0, 0, true, Duration.ofMillis(1), Duration.ofMillis(1));
  }

  private record Way(String from, String to) {}

  /** A network that behaves as the seed says. */
  public Network(VirtualTimers timers, long seed, Faults faults) {
    this(timers, new Dice(seed, Set.of()), faults, new Witness() {});
  }

  Network(VirtualTimers timers, Dice dice, Faults faults, Witness witness) {
    this.timers = timers;
    this.dice = dice;
    this.faults = faults;
    this.witness = witness;
  }

  /** Drops everything that goes this way, and only this way, from now on. */
  public void dropMessages(String from, String to) {
    cut.add(new Way(from, to));
  }

  /** Lets through again what goes this way. */
  void passMessages(String from, String to) {
    cut.remove(new Way(from, to));
  }

  /** Cuts a place off in both directions from all the others named. */
  public void isolate(String place, Iterable<String> others) {
    for (String other : others) {
      dropMessages(place, other);
      dropMessages(other, place);
    }
  }

  /** Lets everything through again. */
  public void heal() {
    cut.clear();
  }

  /** The acceptor at one place as it is seen from another. */
  public Acceptor between(String from, String to, Acceptor acceptor) {
    return between(Site.standing(from), Site.standing(to), () -> acceptor);
  }

  /** The acceptor that is at one site when a message arrives, as it is seen from another. */
  Acceptor between(Site from, Site to, Supplier<Acceptor> acceptor) {
    return new Remote(new Direction(from, to), new Direction(to, from), acceptor);
  }

  /** One way from one site to another. */
  private final class Direction {
    private final Site from;
    private final Site to;
    private final Way way;
    private final Dice.Stream luck;
    private long lastArrival;

    Direction(Site from, Site to) {
      this.from = from;
      this.to = to;
      this.way = new Way(from.name(), to.name());
      this.luck = dice.stream(from.name() + ">" + to.name());
    }

    /** Sends something off; it is decided now how it fares. */
    void carry(double loss, Fault lost, Runnable arrival) {
      if (luck.strikes(loss)) {
        witness.happened(lost, to.name());
        return;
      }
      boolean slow = luck.strikes(faults.slowness());
      long most = (slow ? faults.maxSlowDelay() : faults.maxDelay()).toNanos();
      long delay = faults.reorders() || slow ? luck.below(most + 1) : most;
      long at = timers.nanoTime() + delay;
      if (slow) {
        witness.happened(Fault.DELAYED_BEYOND_TIMEOUT, to.name());
      }
      if (at < lastArrival) {
        witness.happened(Fault.REORDERED, to.name());
      }
      lastArrival = Math.max(lastArrival, at);
      timers.scheduleNanos(delay, () -> arrive(arrival));
    }

    private void arrive(Runnable arrival) {
      if (cut.isEmpty() || !cut.contains(way)) {
        to.run(arrival);
      }
    }
  }

  private final class Remote implements Acceptor {
    private final Direction there;
    private final Direction back;
    private final Supplier<Acceptor> acceptor;

    Remote(Direction there, Direction back, Supplier<Acceptor> acceptor) {
      this.there = there;
      this.back = back;
      this.acceptor = acceptor;
    }

    @Override
    public CompletionStage<Identity> identify() {
      return carry(() -> acceptor.get().identify());
    }

    @Override
    public CompletionStage<BatchReply> handle(Batch batch) {
      return carry(() -> acceptor.get().handle(batch));
    }

    @Override
    public CompletionStage<ScanReply> scan(Scan scan) {
      return carry(() -> acceptor.get().scan(scan));
    }

    @Override
    public CompletionStage<CollectReply> collect(Collect collect) {
      return carry(() -> acceptor.get().collect(collect));
    }

    @Override
    public CompletionStage<Identity> install(Configuration configuration) {
      return carry(() -> acceptor.get().install(configuration));
    }

    @Override
    public void close() {
      // The far side is not ours to close.
    }

    private <T> CompletionStage<T> carry(Supplier<CompletionStage<T>> call) {
      CompletableFuture<T> answer = new CompletableFuture<>();
      there.from.send(
          () -> {
            request(call, answer);
            if (there.luck.strikes(faults.duplication())) {
              witness.happened(Fault.REQUEST_DUPLICATED, there.to.name());
              request(call, answer);
            }
          });
      return answer;
    }

    private <T> void request(Supplier<CompletionStage<T>> call, CompletableFuture<T> answer) {
      there.carry(
          faults.requestLoss(),
          Fault.REQUEST_LOST,
          () -> {
            if (!there.from.isAlive()) {
              witness.happened(Fault.MESSAGE_OF_THE_DEAD, there.to.name());
            }
            var unused =
                call.get()
                    .whenComplete(
                        (result, failed) ->
                            there.to.send(
                                () ->
                                    back.carry(
                                        faults.replyLoss(),
                                        Fault.REPLY_LOST,
                                        () -> deliver(answer, result, failed))));
          });
    }

    private static <T> void deliver(
        CompletableFuture<T> answer, T result, @Nullable Throwable failed) {
      if (failed == null) {
        answer.complete(result);
      } else {
        answer.completeExceptionally(failed);
      }
    }
  }
}
