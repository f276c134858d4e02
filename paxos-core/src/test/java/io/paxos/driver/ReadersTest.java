package io.paxos.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.acceptor.MemoryAcceptor;
import io.paxos.contract.ForwardingAcceptor;
import io.paxos.protocol.Batch;
import io.paxos.protocol.BatchReply;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Key;
import io.paxos.protocol.ProposerId;
import io.paxos.protocol.Read;
import io.paxos.protocol.Value;
import io.paxos.register.Decision;
import io.paxos.register.Outcome;
import io.paxos.register.Versioned;
import io.paxos.simulation.VirtualTimers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whom a quorum read asks, and when it asks the others too. */
class ReadersTest {
  private static final Key KEY = Key.register("k");
  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  private final VirtualTimers timers = new VirtualTimers();
  private final List<Asked> acceptors = new ArrayList<>();
  private Proposer proposer;

  @BeforeEach
  void start() {
    Configuration configuration = Numbered.members(3);
    configuration
        .members()
        .forEach(member -> acceptors.add(new Asked(new MemoryAcceptor(member.store()))));
    acceptors.forEach(acceptor -> acceptor.install(configuration));
    proposer =
        new Proposer(
            new ProposerId("n1", 1),
            configuration,
            (id, address) -> acceptors.get(Integer.parseInt(address)),
            timers,
            new SplittableRandom(1),
            Settings.DEFAULT);
    acceptors.get(0).delay = Duration.ofMillis(1);
    acceptors.get(1).delay = Duration.ofMillis(5);
    acceptors.get(2).delay = Duration.ofMillis(3);
    write();
    timers.advance(TIMEOUT);
    assertThat(askedByRead()).as("at first").containsExactly(0, 1, 2);
    timers.advance(TIMEOUT);
  }

  @Test
  void the_quickest_that_are_enough_are_asked() {
    for (int i = 0; i < 10; i++) {
      assertThat(askedByRead()).containsExactly(0, 2);
    }
  }

  @Test
  void everybody_is_asked_now_and_then() {
    long everybody = 0;
    for (int i = 0; i < 640; i++) {
      everybody += askedByRead().size() == 3 ? 1 : 0;
    }
    assertThat(everybody).isEqualTo(10);
  }

  @Test
  void of_those_who_are_about_as_quick_always_the_same_are_asked() {
    acceptors.forEach(acceptor -> acceptor.delay = Duration.ofMillis(4));
    acceptors.get(1).delay = Duration.ofMillis(3);
    for (int i = 0; i < 2_000; i++) {
      askedByRead();
    }
    List<Integer> asked = askedByRead();

    assertThat(asked).hasSize(2);
    for (int i = 0; i < 20; i++) {
      assertThat(askedByRead()).isEqualTo(asked);
    }
  }

  @Test
  void if_one_does_not_answer_the_others_are_asked_and_it_is_left_alone() {
    acceptors.get(2).state = State.SILENT;
    long before = timers.nanoTime();

    assertThat(askedByRead()).containsExactly(0, 1, 2);
    assertThat(Duration.ofNanos(timers.nanoTime() - before))
        .isEqualTo(Settings.DEFAULT.patience().plus(acceptors.get(1).delay));
    assertThat(askedByRead()).containsExactly(0, 1);
    timers.advance(TIMEOUT);
    assertThat(askedByRead()).as("later, too").containsExactly(0, 1);
  }

  @Test
  void if_one_cannot_be_asked_the_others_are_asked_at_once() {
    acceptors.get(2).state = State.BROKEN;
    long before = timers.nanoTime();

    assertThat(askedByRead()).containsExactly(0, 1, 2);
    assertThat(Duration.ofNanos(timers.nanoTime() - before)).isEqualTo(acceptors.get(1).delay);
  }

  @Test
  void if_they_do_not_agree_the_others_are_asked_at_once() {
    acceptors.get(2).state = State.BROKEN;
    write();
    timers.advance(TIMEOUT);
    acceptors.get(2).state = State.ANSWERING;
    for (int i = 0; i < 500 && acceptors.get(2).reads < 30; i++) {
      askedByRead();
    }
    long before = timers.nanoTime();

    assertThat(askedByRead()).containsExactly(0, 1, 2);
    assertThat(Duration.ofNanos(timers.nanoTime() - before))
        .isEqualTo(acceptors.get(2).delay.plus(acceptors.get(1).delay));
  }

  private void write() {
    CompletableFuture<Outcome<Value>> outcome =
        proposer
            .change(KEY, current -> Decision.write(Value.text("x")), Optional.empty(), TIMEOUT)
            .toCompletableFuture();
    timers.runUntil(outcome::isDone);
    assertThat(outcome.join()).isInstanceOf(Outcome.Committed.class);
  }

  private CompletableFuture<Versioned<Value>> read() {
    return proposer.read(KEY, TIMEOUT).toCompletableFuture();
  }

  /** Reads, and tells the numbers of those who were asked. */
  private List<Integer> askedByRead() {
    List<Integer> before = acceptors.stream().map(acceptor -> acceptor.reads).toList();
    CompletableFuture<Versioned<Value>> read = read();
    timers.runUntil(read::isDone);
    assertThat(read.join().value()).contains(Value.text("x"));
    List<Integer> asked = new ArrayList<>();
    for (int number = 0; number < acceptors.size(); number++) {
      if (acceptors.get(number).reads > before.get(number)) {
        asked.add(number);
      }
    }
    return asked;
  }

  private enum State {
    ANSWERING,
    SILENT,
    BROKEN
  }

  /** An acceptor that takes its time, and counts the reads that it is asked for. */
  private final class Asked extends ForwardingAcceptor {
    private Duration delay = Duration.ZERO;
    private State state = State.ANSWERING;
    private int reads;

    Asked(MemoryAcceptor behind) {
      super(behind);
    }

    @Override
    public CompletionStage<BatchReply> handle(Batch batch) {
      reads += (int) batch.requests().stream().filter(Read.class::isInstance).count();
      CompletableFuture<BatchReply> answer = new CompletableFuture<>();
      if (state == State.BROKEN) {
        answer.completeExceptionally(new IllegalStateException("broken"));
      } else if (state == State.ANSWERING) {
        timers.schedule(
            delay, () -> super.handle(batch).thenAccept(reply -> answer.complete(reply)));
      }
      return answer;
    }
  }
}
