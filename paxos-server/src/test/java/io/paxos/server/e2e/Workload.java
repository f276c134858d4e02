package io.paxos.server.e2e;

import io.paxos.history.Call;
import io.paxos.history.Operation;
import io.paxos.protocol.Key;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Clients that read, write, and compare-and-set a few shared registers through random nodes, and
 * what each of them saw. A fault is set off when a number of operations is done, not by the clock.
 */
final class Workload {
  private static final Duration CLIENT_TIMEOUT = Duration.ofSeconds(3);

  private final Supplier<List<NodeProcess>> nodes;
  private final int clients;
  private final int operationsPerClient;
  private final List<String> keys;
  private final AtomicInteger calls = new AtomicInteger();
  private final Map<String, ConcurrentLinkedQueue<Operation>> histories = new ConcurrentHashMap<>();
  private final Map<String, Long> lastRevision = new ConcurrentHashMap<>();
  private final Map<Integer, Fault> faults = new TreeMap<>();
  private final AtomicInteger done = new AtomicInteger();
  private volatile BooleanSupplier goesOn = () -> false;
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(CLIENT_TIMEOUT)
          .version(HttpClient.Version.HTTP_1_1)
          .build();

  /** Something that happens to the cluster. */
  interface Fault {
    void strike() throws IOException;
  }

  Workload(List<NodeProcess> nodes, int clients, int operationsPerClient, List<String> keys) {
    this(() -> nodes, clients, operationsPerClient, keys);
  }

  /**
   * Clients that have not begun.
   *
   * @param nodes those that are called now; they may come and go
   * @param operationsPerClient at least
   */
  Workload(
      Supplier<List<NodeProcess>> nodes, int clients, int operationsPerClient, List<String> keys) {
    this.nodes = nodes;
    this.clients = clients;
    this.operationsPerClient = operationsPerClient;
    this.keys = keys;
    keys.forEach(key -> histories.put(key, new ConcurrentLinkedQueue<>()));
  }

  /** Sets a fault off when this share of all operations is done, 0 to 1. */
  Workload at(double share, Fault fault) {
    faults.put((int) (share * clients * operationsPerClient), fault);
    return this;
  }

  /** Lets the clients go on for as long as this holds. */
  Workload goingOnWhile(BooleanSupplier condition) {
    goesOn = condition;
    return this;
  }

  /** Runs all clients to their end. */
  void run() throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    List<Throwable> failures = new ArrayList<>();
    for (int number = 0; number < clients; number++) {
      int seed = number;
      Thread thread = new Thread(() -> runClient(seed), "client-" + number);
      thread.setUncaughtExceptionHandler(
          (failed, failure) -> {
            synchronized (failures) {
              failures.add(failure);
            }
          });
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    synchronized (failures) {
      if (!failures.isEmpty()) {
        throw new AssertionError("a client failed: " + failures.get(0), failures.get(0));
      }
    }
  }

  /** How many operations are over, whatever came of them. */
  long done() {
    return done.get();
  }

  /** What was seen of each register. */
  Map<String, List<Operation>> histories() {
    Map<String, List<Operation>> lists = new TreeMap<>();
    histories.forEach((key, history) -> lists.put(key, List.copyOf(history)));
    return lists;
  }

  long count(Class<? extends Operation.Result> result) {
    return histories.values().stream()
        .flatMap(ConcurrentLinkedQueue::stream)
        .filter(operation -> result.isInstance(operation.result()))
        .count();
  }

  /** Reads every register through every node. */
  void readEverything() {
    for (NodeProcess node : nodes.get()) {
      for (String key : keys) {
        read("last", node, key);
      }
    }
  }

  private void runClient(int number) {
    SplittableRandom random = new SplittableRandom(number);
    String name = "c" + number;
    for (int i = 0; i < operationsPerClient || goesOn.getAsBoolean(); i++) {
      List<NodeProcess> present = nodes.get();
      NodeProcess node = present.get(random.nextInt(present.size()));
      String key = keys.get(random.nextInt(keys.size()));
      switch (random.nextInt(3)) {
        case 0 -> read(name, node, key);
        case 1 -> write(name, node, key, name + "-" + i, Optional.empty());
        default ->
            write(name, node, key, name + "-" + i, Optional.ofNullable(lastRevision.get(key)));
      }
      strikeAfter(done.incrementAndGet());
    }
  }

  private void strikeAfter(int operations) {
    Fault fault = faults.get(operations);
    if (fault != null) {
      try {
        fault.strike();
      } catch (IOException failed) {
        throw new AssertionError(failed);
      }
    }
  }

  private void read(String name, NodeProcess node, String key) {
    long start = System.nanoTime();
    Operation.Result result;
    try {
      HttpResponse<String> response =
          client.send(request(node, key).GET().build(), BodyHandlers.ofString());
      result =
          switch (response.statusCode()) {
            case 200 -> new Operation.Saw(revision(response), Optional.of(response.body()));
            case 404 -> new Operation.Saw(0, Optional.empty());
            case 503 -> new Operation.NoEffect();
            default -> throw unexpected(response);
          };
    } catch (IOException lost) {
      result = new Operation.NoEffect();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
    record(name, key, start, Optional.empty(), result);
  }

  private void write(
      String name, NodeProcess node, String key, String value, Optional<Long> expected) {
    HttpRequest.Builder request = request(node, key).PUT(BodyPublishers.ofString(value));
    expected.ifPresent(revision -> request.header("If-Match", "\"" + revision + "\""));
    long start = System.nanoTime();
    Operation.Result result;
    try {
      HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
      result =
          switch (response.statusCode()) {
            case 201, 204 -> wrote(expected, response);
            case 412, 503 -> new Operation.NoEffect();
            case 504 -> new Operation.Maybe();
            default -> throw unexpected(response);
          };
    } catch (IOException lost) {
      result = new Operation.Maybe();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
    record(name, key, start, Optional.of(value), result);
  }

  private static Operation.Wrote wrote(Optional<Long> expected, HttpResponse<String> response) {
    long revision = revision(response);
    if (expected.isPresent() && revision != expected.get() + 1) {
      throw new AssertionError(
          "a write on condition of revision %d made %d".formatted(expected.get(), revision));
    }
    return new Operation.Wrote(revision);
  }

  private void record(
      String name, String key, long start, Optional<String> written, Operation.Result result) {
    if (result instanceof Operation.Wrote wrote) {
      lastRevision.put(key, wrote.revision());
    } else if (result instanceof Operation.Saw saw && saw.revision() > 0) {
      lastRevision.put(key, saw.revision());
    }
    Call.Kind kind = written.isPresent() ? Call.Kind.WRITE : Call.Kind.READ;
    Call call =
        new Call(
            calls.incrementAndGet(), Key.register(key), name, kind, OptionalLong.empty(), written);
    Operation operation = new Operation(call, start, System.nanoTime(), result);
    history(key).add(operation);
  }

  private ConcurrentLinkedQueue<Operation> history(String key) {
    return histories.computeIfAbsent(key, unused -> new ConcurrentLinkedQueue<>());
  }

  private static HttpRequest.Builder request(NodeProcess node, String key) {
    return HttpRequest.newBuilder(URI.create(node.url() + "/v1/registers/" + key))
        .timeout(CLIENT_TIMEOUT);
  }

  private static long revision(HttpResponse<String> response) {
    String tag = response.headers().firstValue("ETag").orElseThrow(() -> unexpected(response));
    return Long.parseLong(tag.substring(1, tag.length() - 1));
  }

  private static AssertionError unexpected(HttpResponse<String> response) {
    return new AssertionError(
        "%s answered %d %s %s"
            .formatted(
                response.request(),
                response.statusCode(),
                response.headers().map(),
                response.body()));
  }
}
