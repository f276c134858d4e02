package io.paxos.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WaitingLineTest {
  private static final long HOUR = TimeUnit.HOURS.toNanos(1);

  private final AtomicLong clock = new AtomicLong();
  private final WaitingLine line = new WaitingLine("not open", new Company(HOUR, clock::get));
  private final ExecutorService threads = Executors.newSingleThreadExecutor();

  @BeforeEach
  void open() {
    assertThat(line.open(line.shuts())).isTrue();
  }

  @AfterEach
  void close() {
    threads.shutdownNow();
  }

  @Test
  void a_group_waits_for_those_who_shared_the_last_one() throws Exception {
    twoShareAGroup();
    Future<List<Pending<?>>> group = takeElsewhere();
    offer();
    assertThat(group).isNotDone();
    offer();
    assertThat(group.get(10, TimeUnit.SECONDS)).hasSize(2);
  }

  @Test
  void who_was_alone_is_taken_at_once() throws Exception {
    offer();
    assertThat(line.take()).hasSize(1);
    clock.addAndGet(HOUR);
    offer();
    assertThat(line.take()).hasSize(1);
  }

  @Test
  void a_line_that_is_shut_waits_for_nobody() throws Exception {
    twoShareAGroup();
    Future<List<Pending<?>>> group = takeElsewhere();
    line.shut("enough");
    assertThat(group.get(10, TimeUnit.SECONDS)).isEmpty();
  }

  private void twoShareAGroup() throws InterruptedException {
    offer();
    offer();
    assertThat(line.take()).hasSize(2);
    clock.addAndGet(HOUR);
  }

  private void offer() {
    assertThat(line.offer(new Pending<>(new Task.Identify()))).isEmpty();
  }

  /** Returns when the other thread waits. */
  private Future<List<Pending<?>>> takeElsewhere() {
    AtomicReference<Thread> taking = new AtomicReference<>();
    Future<List<Pending<?>>> group =
        threads.submit(
            () -> {
              taking.set(Thread.currentThread());
              return line.take();
            });
    await()
        .until(() -> taking.get() != null && taking.get().getState() == Thread.State.TIMED_WAITING);
    return group;
  }
}
