package io.paxos.server.transport;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The questions to another node on one WebSocket: any number at a time, answered as the answers are
 * found. Thread-safe; answers on the socket's event loop.
 *
 * <p>A question that is overdue fails; a long one is given longer. While there are questions, the
 * other side is asked for a sign of life: if none comes the socket is given up, as it may be one to
 * a node that is gone without a word.
 */
final class Conversation {
  /** More than this on the way to a node that takes nothing is not sent at all. */
  private static final int MAX_WAITING_BYTES = 64 << 20;

  /** So many of a question are given as much time again. */
  private static final int BYTES_A_TIMEOUT = 1 << 20;

  private final Vertx vertx;
  private final WebSocket socket;
  private final Outbox outbox;
  private final long lookMillis;
  private final long watch;
  private final Map<Long, Asked> unanswered = new HashMap<>();
  private long lastNumber;
  private long looks;
  private boolean awaitsLife;
  private boolean over;

  /**
   * A question that waits for its answer.
   *
   * @param lastLook the number of the look that finds it overdue
   */
  private record Asked(Promise<ByteBuffer> answer, long lastLook) {}

  /**
   * A conversation that begins, on the socket's event loop.
   *
   * @param timeout after which a short question is overdue at the earliest; it fails within twice
   *     this time
   */
  Conversation(Vertx vertx, WebSocket socket, Duration timeout) {
    this.vertx = vertx;
    this.socket = socket;
    this.outbox = new Outbox(vertx.getOrCreateContext(), socket);
    this.lookMillis = timeout.toMillis();
    this.watch = vertx.setPeriodic(lookMillis, fired -> look());
    socket.setWriteQueueMaxSize(MAX_WAITING_BYTES);
    socket.binaryMessageHandler(this::onParcel);
    socket.pongHandler(pong -> onLife());
    socket.exceptionHandler(broken -> hangUp());
    socket.closeHandler(closed -> end());
  }

  /** Whether nothing can be asked any more. */
  synchronized boolean isOver() {
    return over;
  }

  /**
   * The answer; fails if there is none.
   *
   * @param timeout after which a short question is overdue, if that is longer than the
   *     conversation's own
   */
  Future<ByteBuffer> ask(Addressee addressee, ByteBuffer question, Duration timeout) {
    Promise<ByteBuffer> answer = Promise.promise();
    long number = begin(answer, looks(timeout) + question.remaining() / BYTES_A_TIMEOUT);
    if (number > 0) {
      outbox.send(Message.question(number, addressee, question));
    } else {
      answer.fail(new SilentNodeException("the connection is closed, or takes nothing"));
    }
    return answer.future();
  }

  /** How many looks find that so much time has not passed yet, and the one that does. */
  private long looks(Duration timeout) {
    long periods = (timeout.toMillis() + lookMillis - 1) / lookMillis;
    return 1 + Math.max(1, periods);
  }

  /** The number of a new question; 0 if it cannot be asked. */
  private synchronized long begin(Promise<ByteBuffer> answer, long looksUntilOverdue) {
    if (over || !takesMore()) {
      return 0;
    }
    lastNumber++;
    unanswered.put(lastNumber, new Asked(answer, looks + looksUntilOverdue));
    return lastNumber;
  }

  /** Vert.x throws if the socket is closed, which may be so before its end was told here. */
  private boolean takesMore() {
    try {
      return !socket.writeQueueFull();
    } catch (IllegalStateException closed) {
      return false;
    }
  }

  private void onParcel(Buffer parcel) {
    try {
      Parcel.open(parcel).forEach(this::onMessage);
    } catch (MalformedMessageException notOurs) {
      hangUp();
    }
  }

  private void onMessage(ByteBuffer message) {
    Promise<ByteBuffer> answer = take(Message.number(message));
    int status = Message.status(message);
    if (status == Message.ANSWERED) {
      answer.tryComplete(Message.content(message));
    } else {
      answer.tryFail(new SilentNodeException(Message.reason(message)));
    }
  }

  /** Whoever waits for the answer; nobody if it comes too late. */
  private synchronized Promise<ByteBuffer> take(long number) {
    awaitsLife = false;
    Asked asked = unanswered.remove(number);
    return asked == null ? Promise.promise() : asked.answer();
  }

  private synchronized void onLife() {
    awaitsLife = false;
  }

  private void look() {
    takeOverdue()
        .forEach(
            asked -> asked.answer().tryFail(new SilentNodeException("no answer came in time")));
    if (isGone()) {
      hangUp();
    } else if (mustAskForLife()) {
      var unused = socket.writePing(Buffer.buffer());
    }
  }

  private synchronized List<Asked> takeOverdue() {
    looks++;
    List<Asked> overdue =
        unanswered.values().stream().filter(asked -> asked.lastLook() <= looks).toList();
    unanswered.values().removeAll(overdue);
    return overdue;
  }

  /** Whether nothing was heard since the last look, when a sign of life was asked for. */
  private synchronized boolean isGone() {
    return awaitsLife;
  }

  private synchronized boolean mustAskForLife() {
    awaitsLife = !unanswered.isEmpty();
    return awaitsLife;
  }

  /** Ends it, also if the other side does not take part in that any more. */
  void hangUp() {
    var unused = socket.close();
    end();
  }

  private void end() {
    vertx.cancelTimer(watch);
    takeAll()
        .forEach(
            asked -> asked.answer().tryFail(new SilentNodeException("the connection was lost")));
  }

  private synchronized List<Asked> takeAll() {
    over = true;
    List<Asked> all = List.copyOf(unanswered.values());
    unanswered.clear();
    return all;
  }
}
