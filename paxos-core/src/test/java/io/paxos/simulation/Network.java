package io.paxos.simulation;

import io.paxos.driver.Timers;
import io.paxos.protocol.Batch;
import io.paxos.protocol.BatchReply;
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
import java.util.random.RandomGenerator;

/**
 * Carries messages between named places, late, twice, or not at all. A lost request and a lost
 * reply are different faults; both look like silence.
 */
public final class Network {
  private final Timers timers;
  private final RandomGenerator random;
  private final Faults faults;
  private final Set<Way> cut = new HashSet<>();

  /**
   * How often what goes wrong.
   *
   * @param loss of a request, and again of its reply, 0 to 1
   * @param duplication of a request, 0 to 1
   * @param maxDelay of each direction
   */
  public record Faults(double loss, double duplication, Duration maxDelay) {
    /** Everything arrives, after a millisecond at most. */
    public static final Faults NONE = new Faults(0, 0, Duration.ofMillis(1));
  }

  private record Way(String from, String to) {}

  public Network(Timers timers, RandomGenerator random, Faults faults) {
    this.timers = timers;
    this.random = random;
    this.faults = faults;
  }

  /** Drops everything that goes this way, and only this way, from now on. */
  public void dropMessages(String from, String to) {
    cut.add(new Way(from, to));
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
    return new Remote(from, to, acceptor);
  }

  private boolean isLost(String from, String to) {
    return cut.contains(new Way(from, to)) || random.nextDouble() < faults.loss();
  }

  private Duration delay() {
    return Duration.ofNanos(random.nextLong(faults.maxDelay().toNanos() + 1));
  }

  private final class Remote implements Acceptor {
    private final String here;
    private final String there;
    private final Acceptor acceptor;

    Remote(String here, String there, Acceptor acceptor) {
      this.here = here;
      this.there = there;
      this.acceptor = acceptor;
    }

    @Override
    public CompletionStage<Identity> identify() {
      return carry(acceptor::identify);
    }

    @Override
    public CompletionStage<BatchReply> handle(Batch batch) {
      return carry(() -> acceptor.handle(batch));
    }

    @Override
    public CompletionStage<ScanReply> scan(Scan scan) {
      return carry(() -> acceptor.scan(scan));
    }

    @Override
    public CompletionStage<Identity> install(Configuration configuration) {
      return carry(() -> acceptor.install(configuration));
    }

    @Override
    public void close() {
      // The far side is not ours to close.
    }

    private <T> CompletionStage<T> carry(Supplier<CompletionStage<T>> call) {
      CompletableFuture<T> answer = new CompletableFuture<>();
      int copies = random.nextDouble() < faults.duplication() ? 2 : 1;
      for (int i = 0; i < copies; i++) {
        timers.schedule(delay(), () -> deliver(call, answer));
      }
      return answer;
    }

    private <T> void deliver(Supplier<CompletionStage<T>> call, CompletableFuture<T> answer) {
      if (isLost(here, there)) {
        return;
      }
      var unused =
          call.get()
              .thenAccept(
                  result ->
                      timers.schedule(
                          delay(),
                          () -> {
                            if (!isLost(there, here)) {
                              answer.complete(result);
                            }
                          }));
    }
  }
}
