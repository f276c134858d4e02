package io.paxos.driver;

import io.paxos.protocol.Batch;
import io.paxos.protocol.BatchReply;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Identity;
import io.paxos.protocol.Member;
import io.paxos.protocol.Reply;
import io.paxos.protocol.Request;
import io.paxos.spi.Acceptor;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

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

  /** So much of what is usual is the last answer. */
  private static final int SMOOTHING = 8;

  private static final Letter<?>[] NO_LETTERS = {};
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
  private long busySince;
  private long quickestNanos;
  private long usualNanos;

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
    Letter<?>[] letters = takeBatch();
    if (letters.length > 0) {
      new Asking(letters, true).begin();
    }
  }

  /** Takes what may travel together: letters of one era, within the bounds of a batch. */
  private synchronized Letter<?>[] takeBatch() {
    if (underWay >= mayBeUnderWay() || waiting.isEmpty()) {
      return NO_LETTERS;
    }
    Letter<?>[] batch = new Letter<?>[howManyTravelTogether()];
    for (int i = 0; i < batch.length; i++) {
      batch[i] = waiting.remove();
      waitingBytes -= batch[i].bytes();
    }
    if (underWay == 0) {
      busySince = timers.nanoTime();
    }
    underWay++;
    return batch;
  }

  private int howManyTravelTogether() {
    int count = 0;
    int bytes = 0;
    long era = waiting.element().era();
    for (Letter<?> next : waiting) {
      if (next.era() != era || count == MAX_BATCH_REQUESTS || bytes >= MAX_BATCH_BYTES) {
        break;
      }
      count++;
      bytes += next.bytes();
    }
    return count;
  }

  private int mayBeUnderWay() {
    return (int) Math.min(MAX_UNDER_WAY, 1 + quickestNanos / SHORT_WAY_NANOS);
  }

  /** Whether the quickest answers came soon; not before there was one. */
  synchronized boolean isShort() {
    return quickestNanos > 0 && quickestNanos < SHORT_WAY_NANOS;
  }

  /**
   * The usual time of an answer, or for how long one is awaited if that is longer; 0 if it was
   * never asked.
   */
  synchronized long expectedNanos() {
    return underWay == 0 ? usualNanos : Math.max(usualNanos, timers.nanoTime() - busySince);
  }

  private synchronized void learnUsual(long nanos) {
    usualNanos = usualNanos == 0 ? nanos : usualNanos + (nanos - usualNanos) / SMOOTHING;
  }

  private synchronized void learn(long nanos) {
    learnUsual(nanos);
    boolean isSlower = quickestNanos > 0 && nanos > quickestNanos;
    quickestNanos = isSlower ? quickestNanos + (nanos - quickestNanos) / FORGETTING : nanos;
  }

  /** Delivers the replies, or silence if there are none, and lets the next batch go. */
  private void finish(Letter<?>[] letters, List<Reply> replies) {
    synchronized (this) {
      underWay--;
      busySince = timers.nanoTime();
    }
    sendNextBatch();
    for (int i = 0; i < letters.length; i++) {
      if (replies.isEmpty()) {
        letters[i].giveUp();
      } else {
        letters[i].deliver(replies.get(i));
      }
    }
  }

  /** A call of the acceptor for some letters; if it fails or takes too long, that is silence. */
  private abstract class Calling<T> implements BiConsumer<T, Throwable>, Runnable {
    final Letter<?>[] letters;
    private final Alarm alarm = new Alarm();

    Calling(Letter<?>[] letters) {
      this.letters = letters;
    }

    abstract CompletionStage<T> call();

    abstract void onAnswer(T answer);

    final void begin() {
      try {
        var unused = call().whenComplete(this);
      } catch (RuntimeException failed) {
        run();
      } finally {
        alarm.set(timers, batchTimeout, this);
      }
    }

    @Override
    public final void accept(T answer, Throwable failed) {
      if (failed != null) {
        run();
      } else if (alarm.turnOff()) {
        onAnswer(answer);
      }
    }

    /** Gives up. */
    @Override
    public final void run() {
      if (alarm.turnOff()) {
        learnUsual(batchTimeout.toNanos());
        finish(letters, List.of());
      }
    }
  }

  private final class Asking extends Calling<BatchReply> {
    private final boolean mayInstall;
    private final long askedAt = timers.nanoTime();

    Asking(Letter<?>[] letters, boolean mayInstall) {
      super(letters);
      this.mayInstall = mayInstall;
    }

    @Override
    CompletionStage<BatchReply> call() {
      return acceptor.handle(new Batch(letters[0].era(), member.store(), requests()));
    }

    private List<Request<?>> requests() {
      if (letters.length == 1) {
        return List.of(letters[0].request());
      }
      Request<?>[] requests = new Request<?>[letters.length];
      for (int i = 0; i < requests.length; i++) {
        requests[i] = letters[i].request();
      }
      return List.of(requests);
    }

    @Override
    void onAnswer(BatchReply reply) {
      learn(timers.nanoTime() - askedAt);
      if (reply instanceof BatchReply.Handled handled
          && handled.replies().size() == letters.length) {
        finish(letters, handled.replies());
      } else if (reply instanceof BatchReply.UnknownEra && mayInstall) {
        new Installing(letters).begin();
      } else {
        if (reply instanceof BatchReply.StaleEra stale) {
          learn.accept(stale.installed());
        }
        finish(letters, List.of());
      }
    }
  }

  /** Rule M2: an acceptor that has not heard of our configuration is told, then asked again. */
  private final class Installing extends Calling<Identity> {
    Installing(Letter<?>[] letters) {
      super(letters);
    }

    @Override
    CompletionStage<Identity> call() {
      return acceptor.install(configuration.get());
    }

    @Override
    void onAnswer(Identity told) {
      new Asking(letters, false).begin();
    }
  }
}
