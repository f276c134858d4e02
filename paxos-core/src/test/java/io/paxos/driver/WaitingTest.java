package io.paxos.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paxos.acceptor.MemoryAcceptor;
import io.paxos.protocol.Batch;
import io.paxos.protocol.BatchReply;
import io.paxos.protocol.Collect;
import io.paxos.protocol.CollectReply;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Identity;
import io.paxos.protocol.Key;
import io.paxos.protocol.ProposerId;
import io.paxos.protocol.Scan;
import io.paxos.protocol.ScanReply;
import io.paxos.protocol.Value;
import io.paxos.register.Change;
import io.paxos.register.Decision;
import io.paxos.register.Outcome;
import io.paxos.simulation.VirtualTimers;
import io.paxos.spi.Acceptor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What is waited for has an end, and what need not be waited for costs no timer. */
class WaitingTest {
  private static final Key KEY = Key.register("k");
  private static final Duration TIMEOUT = Duration.ofSeconds(3);
  private static final Change<Value> WRITE = current -> Decision.write(Value.text("x"));

  private final CountedTimers timers = new CountedTimers();

  @Test
  void an_alarm_that_is_off_is_not_set() {
    Alarm alarm = new Alarm();
    alarm.turnOff();

    alarm.set(timers, TIMEOUT, () -> {});

    assertThat(timers.set).isZero();
  }

  @Test
  void an_alarm_is_turned_off_once_and_stays_silent() {
    List<String> heard = new ArrayList<>();
    Alarm alarm = new Alarm();
    alarm.set(timers, TIMEOUT, () -> heard.add("alarm"));

    assertThat(alarm.turnOff()).isTrue();
    assertThat(alarm.turnOff()).isFalse();

    timers.virtual.advance(TIMEOUT.multipliedBy(2));
    assertThat(heard).isEmpty();
  }

  @Test
  void what_is_answered_at_once_sets_no_timer() {
    Proposer proposer = proposer(Optional.empty());

    proposer.change(KEY, WRITE, Optional.empty(), TIMEOUT);
    proposer.change(KEY, WRITE, Optional.empty(), TIMEOUT);
    proposer.read(KEY, TIMEOUT);

    assertThat(timers.set).isZero();
  }

  @Test
  void an_error_thrown_by_an_acceptor_leaves_nothing_waiting_for_ever() {
    Broken broken = new Broken();
    Proposer proposer = proposer(Optional.of(broken));
    assertThatThrownBy(() -> proposer.change(KEY, WRITE, Optional.empty(), TIMEOUT))
        .isSameAs(broken.error);

    broken.mended = true;
    timers.virtual.advance(TIMEOUT.multipliedBy(2));

    CompletionStage<Outcome<Value>> later = proposer.change(KEY, WRITE, Optional.empty(), TIMEOUT);
    assertThat(later.toCompletableFuture()).isCompletedWithValueMatching(this::isCommitted);
    assertThat(broken.batches).as("batches after the error").isGreaterThan(1);
  }

  private boolean isCommitted(Outcome<Value> outcome) {
    return outcome instanceof Outcome.Committed;
  }

  /** A proposer with three acceptors, the first of which may be another. */
  private Proposer proposer(Optional<Acceptor> first) {
    Configuration configuration = Numbered.members(3);
    List<Acceptor> acceptors = new ArrayList<>();
    configuration.members().forEach(member -> acceptors.add(new MemoryAcceptor(member.store())));
    acceptors.forEach(acceptor -> acceptor.install(configuration));
    first.ifPresent(acceptor -> acceptors.set(0, acceptor));
    return new Proposer(
        new ProposerId("n1", 1),
        configuration,
        (id, address) -> acceptors.get(Integer.parseInt(address)),
        timers,
        new SplittableRandom(1),
        Settings.DEFAULT);
  }

  /** Virtual timers that are counted. */
  private static final class CountedTimers implements Timers {
    private final VirtualTimers virtual = new VirtualTimers();
    private int set;

    @Override
    public long nanoTime() {
      return virtual.nanoTime();
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable task) {
      set++;
      return virtual.schedule(delay, task);
    }
  }

  /** An acceptor that throws an error until it is mended, and is silent then. */
  private static final class Broken implements Acceptor {
    private final Error error = new Error("broken");
    private boolean mended;
    private int batches;

    @Override
    public CompletionStage<BatchReply> handle(Batch batch) {
      batches++;
      if (mended) {
        return new CompletableFuture<>();
      }
      throw error;
    }

    @Override
    public CompletionStage<Identity> identify() {
      throw error;
    }

    @Override
    public CompletionStage<ScanReply> scan(Scan scan) {
      throw error;
    }

    @Override
    public CompletionStage<CollectReply> collect(Collect collect) {
      throw error;
    }

    @Override
    public CompletionStage<Identity> install(Configuration configuration) {
      throw error;
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }
}
