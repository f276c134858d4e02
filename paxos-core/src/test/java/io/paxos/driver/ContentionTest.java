package io.paxos.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.acceptor.MemoryAcceptor;
import io.paxos.contract.ForwardingAcceptor;
import io.paxos.protocol.Accept;
import io.paxos.protocol.Ballot;
import io.paxos.protocol.Batch;
import io.paxos.protocol.BatchReply;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.History;
import io.paxos.protocol.Key;
import io.paxos.protocol.Member;
import io.paxos.protocol.Prepare;
import io.paxos.protocol.ProposerId;
import io.paxos.protocol.RegisterState;
import io.paxos.protocol.Value;
import io.paxos.register.Decision;
import io.paxos.register.Outcome;
import io.paxos.simulation.VirtualTimers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Two nodes in each other's way, and what a node makes of what its own acceptor is asked. */
class ContentionTest {
  private static final Key KEY = Key.register("k");
  private static final Duration TIMEOUT = Duration.ofSeconds(3);
  private static final int ONE_PHASE = 3;

  private final VirtualTimers timers = new VirtualTimers();
  private final List<MemoryAcceptor> acceptors = new ArrayList<>();
  private final Configuration configuration = formed();
  private final Node first = new Node("n1", 0);
  private final Node second = new Node("n2", 1);
  private Duration delay = Duration.ZERO;

  @Test
  void a_promise_that_was_outbid_unheard_costs_a_phase() {
    second.write();
    first.write();

    assertThat(second.requestsOfWrite()).isEqualTo(3 * ONE_PHASE);
  }

  @Test
  void a_promise_that_was_heard_to_be_outbid_is_not_tried() {
    second.write();
    first.overheardBy(second);
    first.write();

    assertThat(second.requestsOfWrite()).isEqualTo(2 * ONE_PHASE);
    assertThat(second.proposer.isContended(KEY)).isFalse();
  }

  @Test
  void a_proposer_that_has_heard_of_greater_ballots_begins_above_them() {
    first.overheardBy(second);
    first.write();
    first.write();
    first.write();

    assertThat(second.requestsOfWrite()).isEqualTo(2 * ONE_PHASE);
  }

  @Test
  void a_promise_that_was_not_outbid_is_used() {
    second.write();
    second.proposer.overhear(new Prepare(KEY, new Ballot(1, new ProposerId("n1", 1))));
    second.proposer.overhear(
        new Prepare(Key.register("other"), new Ballot(99, new ProposerId("n1", 1))));

    assertThat(second.requestsOfWrite()).isEqualTo(ONE_PHASE);
  }

  @Test
  void own_ballots_are_not_overheard() {
    second.write();
    second.proposer.overhear(new Prepare(KEY, new Ballot(99, new ProposerId("n2", 1))));

    assertThat(second.requestsOfWrite()).isEqualTo(ONE_PHASE);
  }

  @Test
  void ballots_of_the_process_before_are_overheard() {
    second.write();
    second.proposer.overhear(new Prepare(KEY, new Ballot(99, new ProposerId("n2", 0))));

    assertThat(second.requestsOfWrite()).isEqualTo(2 * ONE_PHASE);
  }

  @Test
  void a_register_is_contended_for_a_second_after_a_conflict() {
    first.write();
    assertThat(second.proposer.isContended(KEY)).isFalse();

    second.write();

    assertThat(second.proposer.isContended(KEY)).isTrue();
    assertThat(second.proposer.isContended(Key.register("other"))).isFalse();
    assertThat(first.proposer.isContended(KEY)).as("nobody was in its way").isFalse();
    timers.advance(Duration.ofMillis(999));
    assertThat(second.proposer.isContended(KEY)).isTrue();
    timers.advance(Duration.ofMillis(1));
    assertThat(second.proposer.isContended(KEY)).isFalse();
  }

  @Test
  void a_missing_quorum_is_no_contention() {
    second.deaf = true;
    CompletionStage<Outcome<Value>> outcome = second.start();
    timers.advance(TIMEOUT);

    assertThat(outcome.toCompletableFuture()).isDone();
    assertThat(second.proposer.isContended(KEY)).isFalse();
  }

  @Test
  void a_register_that_another_was_overheard_to_write_is_shared_until_it_is_changed_here() {
    first.overheardBy(second);
    assertThat(second.proposer.sharedAt(KEY)).isEmpty();

    first.write();
    first.write();
    assertThat(second.proposer.sharedAt(KEY)).hasValue(2);
    assertThat(second.proposer.sharedAt(Key.register("other"))).isEmpty();
    assertThat(first.proposer.sharedAt(KEY)).as("nobody else was heard there").isEmpty();

    second.write();
    assertThat(second.proposer.sharedAt(KEY)).isEmpty();
  }

  @Test
  void a_register_is_shared_for_a_minute_after_the_last_that_was_heard_of_it() {
    first.overheardBy(second);
    first.write();
    timers.advance(Duration.ofSeconds(59));
    first.write();
    timers.advance(Duration.ofSeconds(59));
    assertThat(second.proposer.sharedAt(KEY)).isPresent();

    timers.advance(Duration.ofSeconds(1));
    assertThat(second.proposer.sharedAt(KEY)).isEmpty();
  }

  @Test
  void what_was_not_written_by_another_since_is_not_shared() {
    second.write();
    second.proposer.overhear(accept(1, "n1"));
    second.proposer.overhear(accept(99, "n2"));
    second.proposer.overhear(new Prepare(KEY, new Ballot(99, new ProposerId("n1", 1))));

    assertThat(second.proposer.sharedAt(KEY)).isEmpty();
  }

  @Test
  void an_acceptor_is_near_once_it_has_answered_soon() {
    Member near = configuration.members().get(0);
    assertThat(second.proposer.isNear(near)).as("nothing is known of it").isFalse();

    delay = Duration.ofMillis(9);
    second.write();
    assertThat(second.proposer.isNear(near)).isTrue();
  }

  @Test
  void an_acceptor_whose_every_answer_takes_long_is_not_near() {
    delay = Duration.ofMillis(10);
    second.write();

    assertThat(configuration.members()).noneMatch(second.proposer::isNear);
  }

  @Test
  void the_eldest_conflicts_are_forgotten_when_there_are_many() {
    Rivals rivals = new Rivals(timers);
    for (int number = 0; number < 10_000; number++) {
      rivals.onConflict(key(number));
    }
    assertThat(rivals.wereInTheWay(key(0))).isTrue();

    rivals.onConflict(key(0));
    rivals.onConflict(key(10_000));

    assertThat(rivals.wereInTheWay(key(0))).as("renewed").isTrue();
    assertThat(rivals.wereInTheWay(key(1))).as("the eldest").isFalse();
    assertThat(rivals.wereInTheWay(key(2))).isTrue();
  }

  private static Accept accept(long counter, String proposer) {
    Ballot ballot = new Ballot(counter, new ProposerId(proposer, 1));
    RegisterState state = new RegisterState(7, Optional.of(Value.text("x")), History.bornOver(0));
    return new Accept(KEY, ballot, state, Optional.empty());
  }

  private static Key key(int number) {
    return Key.register("k" + number);
  }

  private Configuration formed() {
    Configuration formed = Numbered.members(3);
    formed.members().forEach(member -> acceptors.add(new MemoryAcceptor(member.store())));
    acceptors.forEach(acceptor -> acceptor.install(formed));
    return formed;
  }

  /** A proposer whose requests are counted, next to the acceptor with this number. */
  private final class Node {
    private final Proposer proposer;
    private final int number;
    private Optional<Node> listener = Optional.empty();
    private boolean deaf;
    private int requests;

    Node(String name, int number) {
      this.number = number;
      this.proposer =
          new Proposer(
              new ProposerId(name, 1),
              configuration,
              (id, address) -> new Counted(Integer.parseInt(address)),
              timers,
              new SplittableRandom(1),
              Settings.DEFAULT);
    }

    /** What this one asks the other's acceptor is heard there from now on. */
    void overheardBy(Node other) {
      listener = Optional.of(other);
    }

    CompletionStage<Outcome<Value>> start() {
      return proposer.change(
          KEY, current -> Decision.write(Value.text("x")), Optional.empty(), TIMEOUT);
    }

    void write() {
      CompletableFuture<Outcome<Value>> outcome = start().toCompletableFuture();
      timers.runUntil(outcome::isDone);
      assertThat(outcome.join()).isInstanceOf(Outcome.Committed.class);
    }

    int requestsOfWrite() {
      int before = requests;
      write();
      return requests - before;
    }

    private final class Counted extends ForwardingAcceptor {
      private final int at;

      Counted(int at) {
        super(acceptors.get(at));
        this.at = at;
      }

      @Override
      public CompletionStage<BatchReply> handle(Batch batch) {
        requests += batch.requests().size();
        listener
            .filter(other -> other.number == at)
            .ifPresent(other -> batch.requests().forEach(other.proposer::overhear));
        return deaf ? new CompletableFuture<>() : answer(batch);
      }

      private CompletionStage<BatchReply> answer(Batch batch) {
        CompletableFuture<BatchReply> answer = new CompletableFuture<>();
        timers.schedule(
            delay, () -> super.handle(batch).thenAccept(reply -> answer.complete(reply)));
        return answer;
      }
    }
  }
}
