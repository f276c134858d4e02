package io.paxos.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.acceptor.MemoryAcceptor;
import io.paxos.contract.ForwardingAcceptor;
import io.paxos.protocol.Accept;
import io.paxos.protocol.AcceptorGroup;
import io.paxos.protocol.AcceptorId;
import io.paxos.protocol.Ballot;
import io.paxos.protocol.Batch;
import io.paxos.protocol.BatchReply;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.History;
import io.paxos.protocol.Key;
import io.paxos.protocol.Member;
import io.paxos.protocol.ProposerId;
import io.paxos.protocol.Read;
import io.paxos.protocol.ReadReply;
import io.paxos.protocol.RegisterState;
import io.paxos.protocol.Reply;
import io.paxos.protocol.Report;
import io.paxos.protocol.StoreId;
import io.paxos.protocol.Value;
import io.paxos.simulation.VirtualTimers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What travels together, and what a reply is. */
class LaneTest {
  private static final Key KEY = Key.register("k");
  private static final StoreId STORE = new StoreId(new UUID(0, 1));
  private static final Member MEMBER = new Member(new AcceptorId("n1"), "here", STORE);
  private static final Configuration ERA_1 =
      Configuration.stable(1, AcceptorGroup.majority(List.of(MEMBER)));

  private final List<String> heard = new ArrayList<>();
  private final Set<String> withdrawn = new HashSet<>();
  private final Slow acceptor = new Slow();
  private final VirtualTimers timers = new VirtualTimers();
  private final Lane lane =
      new Lane(MEMBER, acceptor, () -> ERA_1, later -> {}, timers, Duration.ofSeconds(1));

  @Test
  void what_comes_while_a_batch_is_under_way_travels_together_in_the_next() {
    send(1, "a");
    send(1, "b");
    send(1, "c");
    assertThat(acceptor.sizes).containsExactly(1);

    acceptor.answer();

    assertThat(heard).containsExactly("a: reply");
    assertThat(acceptor.sizes).containsExactly(1, 2);
  }

  /** An acceptor acts on a batch of its own era; what was meant for another is not among it. */
  @Test
  void letters_of_two_eras_do_not_travel_together() {
    send(1, "a");
    send(1, "b");
    send(2, "c");
    send(2, "d");
    acceptor.answer();
    acceptor.answer();

    assertThat(acceptor.eras).containsExactly(1L, 1L, 2L);
    assertThat(acceptor.sizes).containsExactly(1, 1, 2);
  }

  @Test
  void a_batch_with_more_or_fewer_replies_than_requests_counts_as_silence() {
    send(1, "a");
    acceptor.answerWith(new BatchReply.Handled(List.of()));
    send(1, "b");
    ReadReply reply = new ReadReply(Ballot.ZERO, new Report.Bare(0));
    acceptor.answerWith(new BatchReply.Handled(List.of(reply, reply)));

    assertThat(heard).containsExactly("a: silence", "b: silence");
  }

  @Test
  void while_every_answer_takes_long_more_batches_are_under_way() {
    for (int i = 0; i < 10; i++) {
      send(1, "far");
      timers.advance(Duration.ofMillis(22));
      acceptor.answer();
    }
    acceptor.sizes.clear();

    for (int i = 0; i < 9; i++) {
      send(1, "next");
    }
    assertThat(acceptor.sizes).containsExactly(1, 1, 1);
    timers.advance(Duration.ofMillis(22));
    acceptor.answer();
    assertThat(acceptor.sizes).containsExactly(1, 1, 1, 6);
  }

  @Test
  void an_acceptor_that_is_quick_now_and_then_is_busy_and_not_far() {
    for (int i = 0; i < 200; i++) {
      send(1, "busy");
      timers.advance(Duration.ofMillis(i % 20 == 0 ? 1 : 22));
      acceptor.answer();
    }
    acceptor.sizes.clear();

    send(1, "next");
    send(1, "next");
    send(1, "next");
    acceptor.answer();
    assertThat(acceptor.sizes).containsExactly(1, 2);
  }

  @Test
  void what_waits_behind_a_batch_that_is_not_answered_in_time_is_not_answered_either() {
    send(1, "a");
    send(1, "b");
    timers.advance(Duration.ofMillis(999));
    assertThat(heard).isEmpty();

    timers.advance(Duration.ofMillis(1));
    assertThat(heard).containsExactly("a: silence", "b: silence");
    assertThat(acceptor.sizes).containsExactly(1);
    send(1, "c");
    assertThat(acceptor.sizes).containsExactly(1, 1);
  }

  @Test
  void what_nobody_waits_for_any_more_is_not_sent() {
    send(1, "a");
    send(1, "b");
    send(2, "c");
    send(1, "d");
    withdrawn.addAll(List.of("b", "c"));
    acceptor.answer();
    acceptor.answer();

    assertThat(acceptor.eras).containsExactly(1L, 1L);
    assertThat(heard).containsExactly("a: reply", "d: reply");
  }

  /** Otherwise who waits for long would ask again, and there would be more to wait for. */
  @Test
  void a_letter_waits_for_as_long_as_others_are_answered() {
    acceptor.hold(accept(1, 1 << 20));
    sendReads(12);
    for (int i = 0; i < 4; i++) {
      timers.advance(Duration.ofMillis(900));
      acceptor.answer();
    }

    assertThat(heard).hasSize(12).containsOnly("read: reply");
  }

  @Test
  void a_long_value_is_given_longer() {
    lane.send(new Letter<>(1, accept(1, 3 << 20), STORE, hearing("accept")));
    timers.advance(Duration.ofSeconds(4));
    assertThat(heard).isEmpty();

    timers.advance(Duration.ofMillis(100));
    assertThat(heard).containsExactly("accept: silence");
  }

  @Test
  void fewer_travel_together_when_they_bring_back_long_values() {
    acceptor.hold(accept(1, 1 << 20));
    sendReads(7);
    acceptor.answer();
    assertThat(acceptor.sizes).containsExactly(1, 4);

    acceptor.hold(accept(2, 1));
    acceptor.answer();
    acceptor.answer();
    acceptor.sizes.clear();
    sendReads(7);
    acceptor.answer();
    assertThat(acceptor.sizes).containsExactly(1, 6);
  }

  private static Accept accept(long counter, int bytes) {
    Value value = Value.of(new byte[bytes], "application/octet-stream");
    return new Accept(
        KEY,
        new Ballot(counter, new ProposerId("p", 1)),
        new RegisterState(counter, Optional.of(value), History.bornOver(0)),
        Optional.empty());
  }

  private void sendReads(int count) {
    for (int i = 0; i < count; i++) {
      send(1, "read");
    }
  }

  private void send(long era, String name) {
    lane.send(new Letter<>(era, new Read(KEY), STORE, hearing(name)));
  }

  private <R extends Reply> Listener<R> hearing(String name) {
    return new Listener<>() {
      @Override
      public void onReply(StoreId from, R reply) {
        heard.add(name + ": reply");
      }

      @Override
      public void onSilence(StoreId from) {
        heard.add(name + ": silence");
      }

      @Override
      public boolean isWaiting() {
        return !withdrawn.contains(name);
      }
    };
  }

  /** Answers when it is told to. */
  private static final class Slow extends ForwardingAcceptor {
    private final MemoryAcceptor inner;
    private final List<Integer> sizes = new ArrayList<>();
    private final List<Long> eras = new ArrayList<>();
    private final Deque<Asked> asked = new ArrayDeque<>();

    /** A batch that is not answered yet. */
    private record Asked(Batch batch, CompletableFuture<BatchReply> answer) {}

    Slow() {
      this(new MemoryAcceptor(STORE));
    }

    private Slow(MemoryAcceptor inner) {
      super(inner);
      this.inner = inner;
      var unused = inner.install(ERA_1);
    }

    void hold(Accept accept) {
      var unused = inner.handle(new Batch(1, STORE, List.of(accept)));
    }

    void answer() {
      answerWith(inner.handle(asked.element().batch()).toCompletableFuture().join());
    }

    /** The eldest first. */
    void answerWith(BatchReply reply) {
      asked.remove().answer().complete(reply);
    }

    @Override
    public CompletionStage<BatchReply> handle(Batch batch) {
      sizes.add(batch.requests().size());
      eras.add(batch.era());
      CompletableFuture<BatchReply> answer = new CompletableFuture<>();
      asked.add(new Asked(batch, answer));
      return answer;
    }
  }
}
