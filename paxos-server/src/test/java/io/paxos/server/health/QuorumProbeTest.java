package io.paxos.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.acceptor.MemoryAcceptor;
import io.paxos.driver.Proposer;
import io.paxos.driver.Settings;
import io.paxos.driver.SystemTimers;
import io.paxos.protocol.AcceptorGroup;
import io.paxos.protocol.AcceptorId;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Member;
import io.paxos.protocol.ProposerId;
import io.paxos.protocol.StoreId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QuorumProbeTest {
  private static final StoreId STORE = StoreId.random();

  private final SystemTimers timers = new SystemTimers("test-timers");
  private final AtomicLong now = new AtomicLong();

  @AfterEach
  void close() {
    timers.close();
  }

  @Test
  void there_is_no_quorum_before_there_is_a_proposer_and_that_is_not_remembered() throws Exception {
    Proposer proposer = proposerOver(STORE);
    Optional<Proposer> none = Optional.empty();
    AtomicLong asked = new AtomicLong();
    QuorumProbe probe =
        new QuorumProbe(
            () -> asked.getAndIncrement() == 0 ? none : Optional.of(proposer), now::get);
    assertThat(answer(probe)).isFalse();
    assertThat(answer(probe)).isTrue();
  }

  @Test
  void an_answer_is_good_for_a_second() throws Exception {
    Proposer there = proposerOver(STORE);
    Proposer gone = proposerOver(StoreId.random());
    AtomicLong asked = new AtomicLong();
    QuorumProbe probe =
        new QuorumProbe(() -> Optional.of(asked.getAndIncrement() == 0 ? there : gone), now::get);
    assertThat(answer(probe)).isTrue();
    now.addAndGet(Duration.ofMillis(999).toNanos());
    assertThat(answer(probe)).isTrue();
    now.addAndGet(Duration.ofMillis(1).toNanos());
    assertThat(answer(probe)).isFalse();
  }

  /** A proposer whose only acceptor answers if it is asked for the store that it has. */
  private Proposer proposerOver(StoreId expected) {
    MemoryAcceptor acceptor = new MemoryAcceptor(STORE);
    Configuration configuration =
        Configuration.stable(
            1,
            AcceptorGroup.majority(List.of(new Member(new AcceptorId("n1"), "memory", expected))));
    return new Proposer(
        new ProposerId("n1", 1),
        configuration,
        (id, address) -> acceptor,
        timers,
        new Random(1),
        Settings.DEFAULT);
  }

  private static boolean answer(QuorumProbe probe) throws Exception {
    return probe.ask().toCompletableFuture().get(5, TimeUnit.SECONDS);
  }
}
