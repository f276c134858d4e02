package io.paxos.storage.jdbc;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The tasks that wait for a lane, in order and bounded. It is open or shut; a shut one takes
 * nothing and tells why. Thread-safe.
 */
final class WaitingLine {
  /** What shares one transaction, and with it one fsync, at most; a larger task goes alone. */
  static final int GROUP_REQUESTS = 256;

  static final long GROUP_BYTES = 4L << 20;

  /** What waits at most. */
  static final int WAITING_REQUESTS = 1 << 14;

  static final long WAITING_BYTES = 64L << 20;

  private static final String CLOSED = "the acceptor is closed";

  private final Deque<Pending<?>> waiting = new ArrayDeque<>();
  private final Company company;

  /** How many have to wait so that it is worth telling the lane. */
  private int awaited = 1;

  private int requests;
  private long bytes;
  private Optional<String> shutBecause;
  private long shuts;
  private boolean closed;

  /**
   * Shut, for this reason.
   *
   * @param company for whom groups wait
   */
  WaitingLine(String reason, Company company) {
    this.company = company;
    shutBecause = Optional.of(reason);
  }

  /** Lines up, or returns why not. */
  synchronized Optional<String> offer(Pending<?> pending) {
    if (shutBecause.isPresent()) {
      return shutBecause;
    }
    if (requests >= WAITING_REQUESTS || bytes >= WAITING_BYTES) {
      return Optional.of(requests + " requests are waiting for the database already");
    }
    waiting.add(pending);
    requests += pending.task().requests();
    bytes += pending.task().bytes();
    if (waiting.size() >= awaited) {
      notifyAll();
    }
    return Optional.empty();
  }

  /**
   * Waits for tasks, also for those who are likely to come at once ({@link Company}), and takes
   * those at the head that may share one transaction.
   *
   * @return nothing if the line is shut
   */
  synchronized List<Pending<?>> take() throws InterruptedException {
    awaitCompany();
    while (waiting.isEmpty() && shutBecause.isEmpty()) {
      wait();
    }
    List<Pending<?>> group = new ArrayList<>();
    int requestsLeft = GROUP_REQUESTS;
    long bytesLeft = GROUP_BYTES;
    while (!waiting.isEmpty() && (group.isEmpty() || fits(requestsLeft, bytesLeft, group.get(0)))) {
      Pending<?> next = waiting.remove();
      requestsLeft -= next.task().requests();
      bytesLeft -= next.task().bytes();
      group.add(next);
    }
    requests -= GROUP_REQUESTS - requestsLeft;
    bytes -= GROUP_BYTES - bytesLeft;
    company.onTaken(group.size());
    return group;
  }

  private void awaitCompany() throws InterruptedException {
    awaited = company.expected();
    await(company.patienceNanos(), () -> waiting.size() >= awaited || shutBecause.isPresent());
    awaited = 1;
  }

  private boolean fits(int requestsLeft, long bytesLeft, Pending<?> first) {
    Task<?> next = waiting.element().task();
    return next.mode() == first.task().mode()
        && next.mode() != Mode.INSTALL
        && next.requests() <= requestsLeft
        && next.bytes() <= bytesLeft;
  }

  /** How often the line was shut. */
  synchronized long shuts() {
    return shuts;
  }

  /**
   * Lets tasks in, unless the line was shut again, or for ever, since it had been shut this often.
   *
   * @return whether it is open
   */
  synchronized boolean open(long shutsSeen) {
    if (!closed && shuts == shutsSeen) {
      shutBecause = Optional.empty();
      notifyAll();
    }
    return shutBecause.isEmpty();
  }

  /** Takes no more, and turns away those who wait. */
  void shut(String reason) {
    List<Pending<?>> turnedAway = turnAway(reason);
    turnedAway.forEach(pending -> pending.fail(reason));
  }

  private synchronized List<Pending<?>> turnAway(String reason) {
    List<Pending<?>> all = List.copyOf(waiting);
    waiting.clear();
    requests = 0;
    bytes = 0;
    shutBecause = Optional.of(closed ? CLOSED : reason);
    shuts++;
    notifyAll();
    return all;
  }

  /** Shuts for ever. */
  void close() {
    synchronized (this) {
      closed = true;
    }
    shut(CLOSED);
  }

  synchronized boolean isClosed() {
    return closed;
  }

  /** Why nothing is taken; empty if it is. */
  synchronized Optional<String> shutBecause() {
    return shutBecause;
  }

  /** Waits until the line is open or closed. */
  synchronized void awaitOpen() throws InterruptedException {
    while (shutBecause.isPresent() && !closed) {
      wait();
    }
  }

  /** Waits this long, or until the line is closed. */
  synchronized void pause(long millis) throws InterruptedException {
    await(TimeUnit.MILLISECONDS.toNanos(millis), () -> closed);
  }

  private synchronized void await(long nanos, BooleanSupplier isOver) throws InterruptedException {
    long end = System.nanoTime() + nanos;
    for (long left = nanos; left > 0 && !isOver.getAsBoolean(); left = end - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }
}
