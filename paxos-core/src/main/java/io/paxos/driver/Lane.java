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
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Batches requests to one acceptor naturally: while one batch is under way the next gathers. If
 * even the quickest answers take long, because the way is long, more are under way at a time: what
 * comes in between would wait for most of a round trip. No timer holds anything back. Thread-safe.
 *
 * <p>Every request is answered, by a reply or by silence. It waits for as long as the acceptor
 * answers others: one that is slow since there is much to do is not asked again, which would be
 * more to do. A batch that is lost, or not answered in time, is silence for itself and for all that
 * wait.
 *
 * <p>What waits is bounded: a request that finds the lane full is answered by silence.
 */
final class Lane {
  private static final System.Logger LOG = System.getLogger(Lane.class.getName());

  private static final int MAX_BATCH_REQUESTS = 64;

  private static final int MAX_UNDER_WAY = 8;

  /** Of a batch, there and back; one long value may overfill it. */
  private static final int MAX_BATCH_BYTES = 4 << 20;

  /** So many of them may take a millisecond more: slower than any disk or wire should be. */
  private static final int BYTES_A_MILLISECOND = 1 << 10;

  private static final long MAX_WAITING_BYTES = 32 << 20;

  private final Member member;
  private final Acceptor acceptor;
  private final Supplier<Configuration> configuration;
  private final Consumer<Configuration> learn;
  private final Timers timers;
  private final Duration timeout;

  private final Queue<Letter<?>> waiting = new ArrayDeque<>();
  private final AnswerTimes times = new AnswerTimes();
  private long waitingBytes;
  private int underWay;
  private long busySince;
  private int longestState;

  /**
   * A lane that nothing waits for.
   *
   * @param timeout when a batch of short values without an answer counts as lost
   */
  Lane(
      Member member,
      Acceptor acceptor,
      Supplier<Configuration> configuration,
      Consumer<Configuration> learn,
      Timers timers,
      Duration timeout) {
    this.member = member;
    this.acceptor = acceptor;
    this.configuration = configuration;
    this.learn = learn;
    this.timers = timers;
    this.timeout = timeout;
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
      new Asking(letters, true).begin();
    }
  }

  private synchronized List<Letter<?>> takeBatch() {
    if (underWay >= mayBeUnderWay() || waiting.isEmpty()) {
      return List.of();
    }
    List<Letter<?>> batch = takeWhatTravelsTogether();
    if (!batch.isEmpty()) {
      busySince = underWay == 0 ? timers.nanoTime() : busySince;
      underWay++;
    }
    return batch;
  }

  /** Letters of one era, within the bounds of a batch; what nobody wants any more is dropped. */
  private List<Letter<?>> takeWhatTravelsTogether() {
    if (waiting.size() == 1) {
      Letter<?> only = take();
      return only.isWanted() ? List.of(only) : List.of();
    }
    List<Letter<?>> batch = new ArrayList<>(Math.min(waiting.size(), MAX_BATCH_REQUESTS));
    int bytes = 0;
    while (!waiting.isEmpty()) {
      Letter<?> next = waiting.element();
      boolean isWanted = next.isWanted();
      if (isWanted && !batch.isEmpty() && !mayJoin(batch, bytes, next)) {
        break;
      }
      take();
      if (isWanted) {
        batch.add(next);
        bytes += bytesThereAndBack(next);
      }
    }
    return batch;
  }

  private Letter<?> take() {
    Letter<?> next = waiting.remove();
    waitingBytes -= next.bytes();
    return next;
  }

  private static boolean mayJoin(List<Letter<?>> batch, int bytes, Letter<?> next) {
    long era = batch.get(0).era();
    return next.era() == era && batch.size() < MAX_BATCH_REQUESTS && bytes < MAX_BATCH_BYTES;
  }

  /** What comes back is taken to be as long as the longest that came last. */
  private int bytesThereAndBack(Letter<?> letter) {
    return letter.bytes() + (letter.asksForState() ? longestState : 0);
  }

  private synchronized void learnLength(List<Letter<?>> letters, List<Reply> replies) {
    int longest = 0;
    boolean asked = false;
    for (int i = 0; i < letters.size(); i++) {
      if (letters.get(i).asksForState()) {
        asked = true;
        longest = Math.max(longest, replies.get(i).valueBytes());
      }
    }
    if (asked) {
      longestState = longest;
    }
  }

  private synchronized Duration patienceWith(List<Letter<?>> letters) {
    int bytes = 0;
    for (Letter<?> letter : letters) {
      bytes += bytesThereAndBack(letter);
    }
    return timeout.plusMillis(bytes / BYTES_A_MILLISECOND);
  }

  private long mayBeUnderWay() {
    return Math.min(MAX_UNDER_WAY, 1 + times.shortWays());
  }

  /** Whether the quickest answers came soon; not before there was one. */
  synchronized boolean isShort() {
    return times.isShortWay();
  }

  /**
   * The usual time of an answer, or for how long one is awaited if that is longer; 0 if it was
   * never asked.
   */
  synchronized long expectedNanos() {
    long usual = times.usualNanos();
    return underWay == 0 ? usual : Math.max(usual, timers.nanoTime() - busySince);
  }

  private synchronized void learnTime(long nanos) {
    times.onAnswer(nanos);
  }

  /** None of these will be answered, nor what waits behind them, as far as can be known. */
  private void onSilence(List<Letter<?>> letters, Duration patience) {
    List<Letter<?>> behind;
    synchronized (this) {
      times.onSilence(patience.toNanos());
      behind = List.copyOf(waiting);
      waiting.clear();
      waitingBytes = 0;
    }
    finish(letters, List.of());
    behind.forEach(Letter::giveUp);
  }

  /** Delivers the replies, or silence if there are none, and lets the next batch go. */
  private void finish(List<Letter<?>> letters, List<Reply> replies) {
    synchronized (this) {
      underWay--;
      busySince = timers.nanoTime();
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

  /** A call of the acceptor for some letters; if it fails or takes too long, that is silence. */
  private abstract class Calling<T> {
    final List<Letter<?>> letters;

    Calling(List<Letter<?>> letters) {
      this.letters = letters;
    }

    abstract CompletionStage<T> call();

    abstract void onAnswer(T answer);

    /** What is answered at once costs no timer. */
    final void begin() {
      CompletableFuture<T> answer;
      try {
        answer = call().toCompletableFuture();
      } catch (RuntimeException failed) {
        answer = CompletableFuture.failedFuture(failed);
      } catch (Error failed) {
        // Nobody knows what was done; whatever waits has an end all the same.
        new Awaiting<>(this).begin(new CompletableFuture<>());
        throw failed;
      }
      if (!answer.isDone()) {
        new Awaiting<>(this).begin(answer);
      } else if (answer.isCompletedExceptionally()) {
        onSilence(letters, patienceWith(letters));
      } else {
        onAnswerAtOnce(answer.join());
      }
    }

    /** What goes wrong with these letters is nothing to whoever sends others. */
    private void onAnswerAtOnce(T answer) {
      try {
        onAnswer(answer);
      } catch (RuntimeException | Error failed) {
        LOG.log(System.Logger.Level.WARNING, "an answer was not delivered", failed);
      }
    }
  }

  /** The waiting for an answer, which ends with it or with the patience. */
  private final class Awaiting<T> implements BiConsumer<T, Throwable>, Runnable {
    private final Calling<T> calling;
    private final Duration patience;
    private final Alarm alarm = new Alarm();

    Awaiting(Calling<T> calling) {
      this.calling = calling;
      this.patience = patienceWith(calling.letters);
    }

    void begin(CompletableFuture<T> answer) {
      var unused = answer.whenComplete(this);
      alarm.set(timers, patience, this);
    }

    @Override
    public void accept(T answer, Throwable failed) {
      if (failed != null) {
        run();
      } else if (alarm.turnOff()) {
        calling.onAnswer(answer);
      }
    }

    /** Gives up. */
    @Override
    public void run() {
      if (alarm.turnOff()) {
        onSilence(calling.letters, patience);
      }
    }
  }

  private final class Asking extends Calling<BatchReply> {
    private final boolean mayInstall;
    private final long askedAt = timers.nanoTime();

    Asking(List<Letter<?>> letters, boolean mayInstall) {
      super(letters);
      this.mayInstall = mayInstall;
    }

    @Override
    CompletionStage<BatchReply> call() {
      return acceptor.handle(new Batch(letters.get(0).era(), member.store(), requests()));
    }

    private List<Request<?>> requests() {
      if (letters.size() == 1) {
        return List.of(letters.get(0).request());
      }
      Request<?>[] requests = new Request<?>[letters.size()];
      for (int i = 0; i < requests.length; i++) {
        requests[i] = letters.get(i).request();
      }
      return List.of(requests);
    }

    @Override
    void onAnswer(BatchReply reply) {
      learnTime(timers.nanoTime() - askedAt);
      if (reply instanceof BatchReply.Handled handled
          && handled.replies().size() == letters.size()) {
        learnLength(letters, handled.replies());
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
    Installing(List<Letter<?>> letters) {
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
