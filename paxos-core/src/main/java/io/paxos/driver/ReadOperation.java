package io.paxos.driver;

import io.paxos.proposer.Reading;
import io.paxos.protocol.Key;
import io.paxos.protocol.ReadReply;
import io.paxos.protocol.RegisterState;
import io.paxos.protocol.StoreId;
import io.paxos.protocol.Value;
import io.paxos.register.NotAppliedException;
import io.paxos.register.Versioned;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * A quorum read (rule R6), repeated while too few acceptors answer, and turned into an identity
 * change, which repairs, when enough answer but disagree. Thread-safe.
 */
final class ReadOperation {
  private final Key key;
  private final Surroundings surroundings;
  private final Supplier<CompletionStage<Versioned<Value>>> repair;
  private final CompletableFuture<Versioned<Value>> answer = new CompletableFuture<>();

  /**
   * A read that has not begun.
   *
   * @param repair runs the identity change
   */
  ReadOperation(
      Key key, Surroundings surroundings, Supplier<CompletionStage<Versioned<Value>>> repair) {
    this.key = key;
    this.surroundings = surroundings;
    this.repair = repair;
  }

  CompletableFuture<Versioned<Value>> answer() {
    return answer;
  }

  void start() {
    attempt(1);
  }

  /** The caller's time is up. */
  void expire() {
    answer.completeExceptionally(
        new NotAppliedException("no time left; no quorum of acceptors answered the read"));
  }

  private void attempt(int number) {
    if (!answer.isDone()) {
      new Try(surroundings.topology().get(), number).begin();
    }
  }

  private void attemptLater(int lost) {
    surroundings.timers().schedule(surroundings.backoff().pause(lost), () -> attempt(lost + 1));
  }

  private void repair() {
    var unused =
        repair
            .get()
            .whenComplete(
                (found, failed) -> {
                  if (failed == null) {
                    answer.complete(found);
                  } else {
                    answer.completeExceptionally(causeOf(failed));
                  }
                });
  }

  /** A stage that follows another wraps what went wrong there. */
  private static Throwable causeOf(Throwable failed) {
    Throwable cause = failed.getCause();
    return failed instanceof CompletionException && cause != null ? cause : failed;
  }

  /** One question, to everybody if need be. */
  private final class Try implements Listener<ReadReply> {
    private final Topology topology;
    private final Poll<ReadReply> poll;
    private final int number;
    private Reading state;
    private boolean over;

    Try(Topology topology, int number) {
      this.topology = topology;
      this.number = number;
      this.state = Reading.begin(key, topology.quorums());
      this.poll = new Poll<>(topology, state.request(), this, surroundings.timers());
    }

    /** As few as can answer are asked first; after a try that was lost, everybody. */
    void begin() {
      if (number == 1) {
        poll.send(surroundings.readers().first(topology), surroundings.settings().patience());
      } else {
        poll.send();
      }
    }

    @Override
    public void onReply(StoreId from, ReadReply reply) {
      decide(from, Optional.of(reply));
    }

    @Override
    public void onSilence(StoreId from) {
      decide(from, Optional.empty());
    }

    @Override
    public boolean isWaiting() {
      return !poll.isWithdrawn();
    }

    private void decide(StoreId from, Optional<ReadReply> reply) {
      Runnable next;
      synchronized (this) {
        if (over) {
          return;
        }
        state = reply.map(one -> state.on(from, one)).orElseGet(() -> state.onSilence(from));
        next = next();
      }
      next.run();
    }

    private Runnable next() {
      Optional<RegisterState> proven = state.proven();
      if (proven.isPresent()) {
        RegisterState found = proven.get();
        return end(() -> answer.complete(new Versioned<>(found.revision(), found.value())));
      }
      if (state.isOver()) {
        return end(state.isQuorumThere() ? ReadOperation.this::repair : () -> attemptLater(number));
      }
      if (state.isQuorumThere()) {
        return this::hearTheOthers;
      }
      return state.silent().isEmpty() ? () -> {} : poll::widen;
    }

    /** Enough have answered, but not alike. */
    private void hearTheOthers() {
      poll.widen();
      poll.hurry(surroundings.settings().patience());
    }

    private Runnable end(Runnable last) {
      over = true;
      poll.withdraw();
      return last;
    }
  }
}
