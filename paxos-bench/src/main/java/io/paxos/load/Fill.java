package io.paxos.load;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClient;
import java.util.concurrent.atomic.AtomicInteger;

/** Writes every key once before a run, so that reads find something. Confined to the event loop. */
final class Fill {
  private static final int MAX_CLIENTS = 32;
  private static final int TRIES = 10;

  private final Plan plan;
  private final Target target;
  private final AtomicInteger nextKey = new AtomicInteger();
  private final AtomicInteger running = new AtomicInteger();
  private final Promise<Void> over = Promise.promise();

  private Fill(Plan plan, Target target) {
    this.plan = plan;
    this.target = target;
  }

  /** Writes all keys. Fails if one cannot be written after several tries. */
  static Future<Void> fill(HttpClient http, Plan plan, Target target) {
    Fill fill = new Fill(plan, target);
    int clients = Math.min(MAX_CLIENTS, plan.workload().keys());
    fill.running.set(clients);
    for (int i = 0; i < clients; i++) {
      int node = i % plan.nodes().size();
      fill.next(new Connection(http, plan.nodes(), node, plan.timeout()));
    }
    return fill.over.future();
  }

  private void next(Connection connection) {
    int key = nextKey.getAndIncrement();
    if (key < plan.workload().keys() && !over.future().failed()) {
      write(connection, new Operation(Kind.WRITE, key), TRIES);
    } else if (running.decrementAndGet() == 0) {
      over.tryComplete();
    }
  }

  private void write(Connection connection, Operation operation, int tries) {
    target
        .perform(connection, operation)
        .otherwise(Failures::verdict)
        .onSuccess(
            verdict -> {
              if (verdict.isSuccess()) {
                next(connection);
              } else if (tries > 1) {
                connection.moveOn();
                write(connection, operation, tries - 1);
              } else {
                over.tryFail(
                    "key %s could not be written before the run: %s %s"
                        .formatted(
                            plan.workload().keyOf(operation), verdict.name(), verdict.detail()));
              }
            });
  }
}
