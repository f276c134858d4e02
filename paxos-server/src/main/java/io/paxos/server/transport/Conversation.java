package io.paxos.server.transport;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The questions to another node on one WebSocket: any number at a time, answered as the answers are
 * found. Thread-safe; answers on the socket's event loop.
 *
 * <p>A question that is overdue fails. If nothing at all was heard meanwhile the socket is given
 * up, as it may be one to a node that is gone without a word.
 */
final class Conversation {
  /** More than this on the way to a node that takes nothing is not sent at all. */
  private static final int MAX_WAITING_BYTES = 64 << 20;

  private final Vertx vertx;
  private final WebSocket socket;
  private final Outbox outbox;
  private final long watch;
  private final Map<Long, Promise<byte[]>> unanswered = new HashMap<>();
  private long lastNumber;
  private long lastNumberThen;
  private boolean heard;
  private boolean over;

  /**
   * A conversation that begins, on the socket's event loop.
   *
   * @param timeout after which a question is overdue; it fails within twice this time
   */
  Conversation(Vertx vertx, WebSocket socket, Duration timeout) {
    this.vertx = vertx;
    this.socket = socket;
    this.outbox = new Outbox(vertx.getOrCreateContext(), socket);
    this.watch = vertx.setPeriodic(timeout.toMillis(), fired -> look());
    socket.setWriteQueueMaxSize(MAX_WAITING_BYTES);
    socket.binaryMessageHandler(this::onParcel);
    socket.exceptionHandler(broken -> hangUp());
    socket.closeHandler(closed -> end());
  }

  /** Whether nothing can be asked any more. */
  synchronized boolean isOver() {
    return over;
  }

  /** The answer; fails if there is none. */
  Future<byte[]> ask(byte[] question) {
    Promise<byte[]> answer = Promise.promise();
    long number = begin(answer);
    if (number > 0) {
      outbox.send(Message.question(number, question));
    } else {
      answer.fail(new SilentNodeException("the connection is closed, or takes nothing"));
    }
    return answer.future();
  }

  /** The number of a new question; 0 if it cannot be asked. */
  private synchronized long begin(Promise<byte[]> answer) {
    if (over || socket.writeQueueFull()) {
      return 0;
    }
    lastNumber++;
    unanswered.put(lastNumber, answer);
    return lastNumber;
  }

  private void onParcel(Buffer parcel) {
    try {
      Parcel.open(parcel).forEach(this::onMessage);
    } catch (MalformedMessageException notOurs) {
      hangUp();
    }
  }

  private void onMessage(Buffer message) {
    int status = Message.status(message);
    Promise<byte[]> answer = take(Message.number(message));
    if (status == Message.ANSWERED) {
      answer.tryComplete(Message.answer(message));
    } else {
      answer.tryFail(new SilentNodeException(Message.reason(message)));
    }
  }

  /** Whoever waits for the answer; nobody if it comes too late. */
  private synchronized Promise<byte[]> take(long number) {
    heard = true;
    Promise<byte[]> waiting = unanswered.remove(number);
    return waiting == null ? Promise.promise() : waiting;
  }

  private void look() {
    if (isStuck()) {
      hangUp();
    } else {
      takeOverdue()
          .forEach(answer -> answer.tryFail(new SilentNodeException("no answer came in time")));
    }
  }

  /** Whether a question is overdue, and nothing was heard since the last look. */
  private synchronized boolean isStuck() {
    return !heard && unanswered.keySet().stream().anyMatch(this::isOverdue);
  }

  /** Takes the questions that were asked before the last look; from now on this is the last. */
  private synchronized List<Promise<byte[]>> takeOverdue() {
    List<Promise<byte[]>> overdue = new ArrayList<>();
    unanswered.forEach(
        (number, answer) -> {
          if (isOverdue(number)) {
            overdue.add(answer);
          }
        });
    unanswered.keySet().removeIf(this::isOverdue);
    lastNumberThen = lastNumber;
    heard = false;
    return overdue;
  }

  private boolean isOverdue(long number) {
    return number <= lastNumberThen;
  }

  /** Ends it, also if the other side does not take part in that any more. */
  void hangUp() {
    var unused = socket.close();
    end();
  }

  private void end() {
    vertx.cancelTimer(watch);
    takeAll().forEach(answer -> answer.tryFail(new SilentNodeException("the connection was lost")));
  }

  private synchronized List<Promise<byte[]>> takeAll() {
    over = true;
    List<Promise<byte[]>> all = List.copyOf(unanswered.values());
    unanswered.clear();
    return all;
  }
}
