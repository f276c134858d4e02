package io.paxos.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.acceptor.MemoryAcceptor;
import io.paxos.contract.ForwardingAcceptor;
import io.paxos.protocol.AcceptorGroup;
import io.paxos.protocol.AcceptorId;
import io.paxos.protocol.Ballot;
import io.paxos.protocol.Batch;
import io.paxos.protocol.BatchReply;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Key;
import io.paxos.protocol.Member;
import io.paxos.protocol.Read;
import io.paxos.protocol.ReadReply;
import io.paxos.protocol.Report;
import io.paxos.protocol.StoreId;
import io.paxos.simulation.VirtualTimers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
  private final Slow acceptor = new Slow();
  private final Lane lane =
      new Lane(
          MEMBER, acceptor, () -> ERA_1, later -> {}, new VirtualTimers(), Duration.ofSeconds(1));

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

  private void send(long era, String name) {
    Listener<ReadReply> listener =
        new Listener<>() {
          @Override
          public void onReply(StoreId from, ReadReply reply) {
            heard.add(name + ": reply");
          }

          @Override
          public void onSilence(StoreId from) {
            heard.add(name + ": silence");
          }
        };
    lane.send(new Letter<>(era, new Read(KEY), STORE, listener));
  }

  /** Answers when it is told to. */
  private static final class Slow extends ForwardingAcceptor {
    private final MemoryAcceptor inner;
    private final List<Integer> sizes = new ArrayList<>();
    private final List<Long> eras = new ArrayList<>();
    private CompletableFuture<BatchReply> awaited = new CompletableFuture<>();
    private Batch last = new Batch(1, STORE, List.of(new Read(KEY)));

    Slow() {
      this(new MemoryAcceptor(STORE));
    }

    private Slow(MemoryAcceptor inner) {
      super(inner);
      this.inner = inner;
      var unused = inner.install(ERA_1);
    }

    void answer() {
      answerWith(inner.handle(last).toCompletableFuture().join());
    }

    void answerWith(BatchReply reply) {
      awaited.complete(reply);
    }

    @Override
    public CompletionStage<BatchReply> handle(Batch batch) {
      sizes.add(batch.requests().size());
      eras.add(batch.era());
      last = batch;
      awaited = new CompletableFuture<>();
      return awaited;
    }
  }
}
