package io.paxos.driver;

import io.paxos.protocol.Batch;
import io.paxos.protocol.BatchReply;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Member;
import io.paxos.protocol.Reply;
import io.paxos.protocol.Request;
import io.paxos.spi.Acceptor;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Batches requests to one acceptor naturally: while one batch is under way the next gathers. If
 * even the quickest answers take long, because the way is long, more are under way at a time: what
 * comes in between would wait for most of a round trip. No timer holds anything back. Thread-safe.
 *
 * <p>What waits is bounded: a request that finds the lane full is answered by silence.
 */
final class Lane {
  /** A reply may carry a value of the greatest length for each request. */
  private static final int MAX_BATCH_REQUESTS = 64;

  private static final int MAX_UNDER_WAY = 8;
  private static final long SHORT_WAY_NANOS = Duration.ofMillis(10).toNanos();

  /**
   * So slowly the quickest answer is forgotten, that a busy acceptor is not taken for a far one.
   */
  private static final int FORGETTING = 4096;

  private static final int MAX_BATCH_BYTES = 4 << 20;
  private static final long MAX_WAITING_BYTES = 32 << 20;

  private final Member member;
  private final Acceptor acceptor;
  private final Supplier<Configuration> configuration;
  private final Consumer<Configuration> learn;
  private final Timers timers;
  private final Duration batchTimeout;

  private final Queue<Letter<?>> waiting = new ArrayDeque<>();
  private long waitingBytes;
  private int underWay;
  private long quickestNanos;

  Lane(
      Member member,
      Acceptor acceptor,
      Supplier<Configuration> configuration,
      Consumer<Configuration> learn,
      Timers timers,
      Duration batchTimeout) {
    this.member = member;
    this.acceptor = acceptor;
    this.configuration = configuration;
    this.learn = learn;
    this.timers = timers;
    this.batchTimeout = batchTimeout;
  }

  void send(Letter<?> letter) {
    if (enqueue(letter)) {
      sendNextBatch();
    } else {
      letter.giveUp();
    }
  }

  private synchronized boolean enqueue(Letter<?> letter) {
    if (waitingBytes + letter.bytes() > MAX_WAITING_BYTES) {
      return false;
    }
    waiting.add(letter);
    waitingBytes += letter.bytes();
    return true;
  }

  private void sendNextBatch() {
    List<Letter<?>> letters = takeBatch();
    if (!letters.isEmpty()) {
      ask(letters, true);
    }
  }

  /** Takes what may travel together: letters of one era, within the bounds of a batch. */
  private synchronized List<Letter<?>> takeBatch() {
    if (underWay >= mayBeUnderWay() || waiting.isEmpty()) {
      return List.of();
    }
    List<Letter<?>> batch = new ArrayList<>(Math.min(waiting.size(), MAX_BATCH_REQUESTS));
    int bytes = 0;
    @Nullable Letter<?> next = waiting.peek();
    while (next != null && batch.size() < MAX_BATCH_REQUESTS && bytes < MAX_BATCH_BYTES) {
      if (!batch.isEmpty() && next.era() != batch.get(0).era()) {
        break;
      }
      waiting.remove();
      waitingBytes -= next.bytes();
      bytes += next.bytes();
      batch.add(next);
      next = waiting.peek();
    }
    underWay++;
    return batch;
  }

  private int mayBeUnderWay() {
    return (int) Math.min(MAX_UNDER_WAY, 1 + quickestNanos / SHORT_WAY_NANOS);
  }

  /** Whether the quickest answers came soon; not before there was one. */
  synchronized boolean isShort() {
    return quickestNanos > 0 && quickestNanos < SHORT_WAY_NANOS;
  }

  private synchronized void learn(long nanos) {
    boolean isSlower = quickestNanos > 0 && nanos > quickestNanos;
    quickestNanos = isSlower ? quickestNanos + (nanos - quickestNanos) / FORGETTING : nanos;
  }

  private void ask(List<Letter<?>> letters, boolean mayInstall) {
    Request<?>[] requests = new Request<?>[letters.size()];
    for (int i = 0; i < requests.length; i++) {
      requests[i] = letters.get(i).request();
    }
    Batch batch = new Batch(letters.get(0).era(), member.store(), List.of(requests));
    long askedAt = timers.nanoTime();
    await(
        letters,
        () -> acceptor.handle(batch),
        reply -> {
          learn(timers.nanoTime() - askedAt);
          onReply(letters, reply, mayInstall);
        });
  }

  private void onReply(List<Letter<?>> letters, BatchReply reply, boolean mayInstall) {
    if (reply instanceof BatchReply.Handled handled && handled.replies().size() == letters.size()) {
      finish(letters, handled.replies());
    } else if (reply instanceof BatchReply.UnknownEra && mayInstall) {
      installThenAskAgain(letters);
    } else {
      if (reply instanceof BatchReply.StaleEra stale) {
        learn.accept(stale.installed());
      }
      finish(letters, List.of());
    }
  }

  /** Rule M2: an acceptor that has not heard of our configuration is told, then asked again. */
  private void installThenAskAgain(List<Letter<?>> letters) {
    Configuration newest = configuration.get();
    await(letters, () -> acceptor.install(newest), identity -> ask(letters, false));
  }

  /** Delivers the replies, or silence if there are none, and lets the next batch go. */
  private void finish(List<Letter<?>> letters, List<Reply> replies) {
    synchronized (this) {
      underWay--;
    }
    sendNextBatch();
    for (int i = 0; i < letters.size(); i++) {
      if (replies.isEmpty()) {
        letters.get(i).giveUp();
      } else {
        letters.get(i).deliver(replies.get(i));
      }
    }
  }

  /** Goes on with the answer, or, if the acceptor fails or takes too long, with silence. */
  private <T> void await(
      List<Letter<?>> letters, Supplier<CompletionStage<T>> call, Consumer<T> onAnswer) {
    Alarm alarm = new Alarm();
    try {
      var unused =
          call.get()
              .whenComplete(
                  (answer, failed) -> {
                    if (failed != null) {
                      giveUp(letters, alarm);
                    } else if (alarm.turnOff()) {
                      onAnswer.accept(answer);
                    }
                  });
    } catch (RuntimeException failed) {
      giveUp(letters, alarm);
    } finally {
      alarm.set(timers, batchTimeout, () -> giveUp(letters, alarm));
    }
  }

  private void giveUp(List<Letter<?>> letters, Alarm alarm) {
    if (alarm.turnOff()) {
      finish(letters, List.of());
    }
  }
}
