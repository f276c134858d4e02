package io.paxos.storage.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One thread with one connection: takes all that waits, does it in one transaction, and answers
 * after the commit. While that is under way the next group gathers.
 *
 * <p>After any failure nothing is answered until the connection was opened anew and what is durable
 * read back, which this thread tries until it works.
 */
final class Lane {
  private static final System.Logger LOG = System.getLogger(Lane.class.getName());
  private static final long FIRST_PAUSE_MILLIS = 20;
  private static final long LONGEST_PAUSE_MILLIS = 2_000;

  /** How to open a connection and read back who the acceptor is. */
  @FunctionalInterface
  interface Opener {
    Session open() throws SQLException, InterruptedException;
  }

  private final String name;
  private final Opener opener;
  private final Runnable onOutage;
  private final Thread thread;
  private final WaitingLine line;
  private final CompletableFuture<Void> firstOpening = new CompletableFuture<>();

  /**
   * A lane that is not started yet.
   *
   * @param company for whom groups wait
   * @param onOutage told at once when this lane stops serving
   */
  Lane(String name, Opener opener, Company company, Runnable onOutage) {
    this.name = name;
    this.line = new WaitingLine("the database has not been opened yet", company);
    this.opener = opener;
    this.onOutage = onOutage;
    this.thread = new Thread(this::run, "paxos-storage-" + name);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Done when the connection was opened for the first time, or that failed. */
  CompletableFuture<Void> firstOpening() {
    return firstOpening;
  }

  WaitingLine line() {
    return line;
  }

  <R> CompletableFuture<R> submit(Task<R> task) {
    Pending<R> pending = new Pending<>(task);
    line.offer(pending).ifPresent(pending::fail);
    return pending.stage();
  }

  /** Stops for ever, after the transaction under way. */
  void close() {
    line.close();
  }

  /** Waits for the end of the thread, unless this is it. */
  void awaitEnd(Duration patience) {
    try {
      if (!Thread.currentThread().equals(thread)) {
        thread.join(patience.toMillis());
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    long pauseMillis = 0;
    while (!line.isClosed()) {
      try {
        line.pause(pauseMillis);
        pauseMillis = serveOneConnection() ? 0 : longerThan(pauseMillis);
      } catch (InterruptedException asked) {
        line.close();
      }
    }
  }

  private static long longerThan(long pauseMillis) {
    return Math.min(Math.max(2 * pauseMillis, FIRST_PAUSE_MILLIS), LONGEST_PAUSE_MILLIS);
  }

  /**
   * Opens a connection and serves until it fails or the line is shut.
   *
   * @return whether it could be opened
   */
  private boolean serveOneConnection() throws InterruptedException {
    boolean opened = false;
    long shuts = line.shuts();
    try (Session session = opener.open()) {
      opened = line.open(shuts);
      if (opened) {
        LOG.log(System.Logger.Level.INFO, "the connection for {0} serves", name);
        firstOpening.complete(null);
        serve(session);
      }
    } catch (SQLException | RuntimeException | Error failure) {
      outage(failure);
    }
    return opened;
  }

  private void serve(Session session) throws InterruptedException {
    for (List<Pending<?>> group = line.take(); !group.isEmpty(); group = line.take()) {
      try {
        handle(session, group);
      } catch (RuntimeException | Error failure) {
        // Whether the transaction is durable is not known: silence, for these and for all others.
        outage(failure);
        group.forEach(pending -> pending.fail(reason(failure)));
        return;
      }
    }
  }

  private void handle(Session session, List<Pending<?>> group) {
    List<? extends Pending.Answer<?>> answers =
        session
            .assume()
            .flatMap(assuming -> assuming.decide(group))
            .orElseGet(() -> decide(session, group));
    Optional<String> outage = line.shutBecause();
    if (outage.isPresent()) {
      group.forEach(pending -> pending.fail(outage.get()));
    } else {
      answers.forEach(Pending.Answer::deliver);
    }
  }

  private static List<Pending.Answer<?>> decide(Session session, List<Pending<?>> group) {
    Transaction transaction = session.begin(group.get(0).task().mode());
    List<Pending.Answer<?>> answers = new ArrayList<>();
    group.forEach(pending -> answers.add(pending.join(transaction)));
    transaction.decide();
    transaction.commit();
    return answers;
  }

  private void outage(Throwable failure) {
    String reason = reason(failure);
    Optional<String> before = line.shutBecause();
    line.shut(reason);
    onOutage.run();
    firstOpening.completeExceptionally(failure);
    if (!before.equals(line.shutBecause())) {
      LOG.log(System.Logger.Level.WARNING, "the connection for {0} is lost: {1}", name, reason);
      LOG.log(System.Logger.Level.DEBUG, "what the database said", failure);
    }
  }

  /** The last cause: what wraps it repeats the statement and its arguments. */
  private static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }
}
