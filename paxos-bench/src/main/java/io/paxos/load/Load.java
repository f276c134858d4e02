package io.paxos.load;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * One run of a plan. Closed loop: each client asks again as soon as it is answered. Open loop:
 * operations arrive at fixed times, whatever the servers do; one for which no client is free waits,
 * and its time counts from when it arrived. Confined to one event loop.
 */
final class Load {
  /** A client whose requests fail at once must not do nothing else. */
  private static final long PAUSE_MILLIS = 20;

  private final Plan plan;
  private final Target target;
  private final Measurement measurement;
  private final Supplier<Operation> operations;
  private final Vertx vertx;
  private final Context context;
  private final List<Client> clients = new ArrayList<>();
  private final ArrayDeque<Client> free = new ArrayDeque<>();
  private final ArrayDeque<Long> waiting = new ArrayDeque<>();
  private final Promise<Void> over = Promise.promise();
  private long arrivals;
  private int busy;
  private long start;
  private long measuredFrom;
  private long end;
  private volatile int backlog;

  /** A client, and how many of its requests have failed since one succeeded. */
  private static final class Client {
    private final Connection connection;
    private int failures;

    Client(Connection connection) {
      this.connection = connection;
    }
  }

  Load(Vertx vertx, HttpClient http, Plan plan, Target target, Measurement measurement) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.plan = plan;
    this.target = target;
    this.measurement = measurement;
    this.operations = plan.workload().operations();
    for (int i = 0; i < plan.connections(); i++) {
      int node = i % plan.nodes().size();
      clients.add(new Client(new Connection(http, plan.nodes(), node, plan.timeout())));
    }
  }

  /** Runs the plan; done when the last answer has come, or is no longer waited for. */
  Future<Void> run() {
    start = System.nanoTime();
    measuredFrom = start + plan.warmup().toNanos();
    end = measuredFrom + plan.duration().toNanos();
    context.runOnContext(unused -> begin());
    return over.future();
  }

  /** When the measurement begins, as of {@link System#nanoTime}. */
  long measuredFrom() {
    return measuredFrom;
  }

  /** How many arrivals wait for a free client. May be asked by any thread. */
  int backlog() {
    return backlog;
  }

  private void begin() {
    busy = clients.size();
    clients.forEach(this::next);
    if (plan.rate().isPresent()) {
      new Pacer(
              plan.rate().getAsInt(),
              start,
              end,
              due -> context.runOnContext(unused -> arrive(due)))
          .start();
    }
    vertx.setTimer(
        plan.warmup().plus(plan.duration()).plus(plan.timeout()).toMillis(),
        unused -> giveUpWaiting());
    vertx.setTimer(plan.warmup().plus(plan.duration()).toMillis() + 1, unused -> finishIfIdle());
  }

  private void arrive(long due) {
    for (; arrivals < due; arrivals++) {
      waiting.add(start + Pacer.due(arrivals, plan.rate().orElseThrow()));
    }
    while (!waiting.isEmpty() && !free.isEmpty()) {
      busy++;
      begin(free.remove(), waiting.remove());
    }
    backlog = waiting.size();
  }

  /** A client is free: it takes what waits longest, or in a closed loop the next. */
  private void next(Client client) {
    if (plan.rate().isPresent() && !waiting.isEmpty()) {
      begin(client, waiting.remove());
      backlog = waiting.size();
    } else if (plan.rate().isEmpty() && System.nanoTime() < end) {
      begin(client, System.nanoTime());
    } else {
      busy--;
      free.add(client);
      finishIfIdle();
    }
  }

  private void begin(Client client, long wasToBegin) {
    Operation operation = operations.get();
    int node = client.connection.node();
    target
        .perform(client.connection, operation)
        .otherwise(Failures::verdict)
        .onSuccess(verdict -> ended(client, operation, node, wasToBegin, verdict));
  }

  private void ended(Client client, Operation operation, int node, long began, Verdict verdict) {
    measurement.ended(
        operation.kind(), node, began - measuredFrom, System.nanoTime() - measuredFrom, verdict);
    if (!verdict.isFailure()) {
      client.failures = 0;
      next(client);
      return;
    }
    client.failures++;
    if (!plan.pinned()) {
      client.connection.moveOn();
    }
    boolean othersLeft = !plan.pinned() && client.failures < plan.nodes().size();
    if (othersLeft) {
      next(client);
    } else {
      vertx.setTimer(PAUSE_MILLIS, unused -> next(client));
    }
  }

  private void finishIfIdle() {
    if (busy == 0 && waiting.isEmpty() && System.nanoTime() >= end) {
      over.tryComplete();
    }
  }

  private void giveUpWaiting() {
    while (!waiting.isEmpty()) {
      measurement.neverStarted(operations.get().kind(), waiting.remove() - measuredFrom);
    }
    backlog = 0;
    finishIfIdle();
  }
}
