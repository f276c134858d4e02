package io.paxos.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LoadTest {
  private static final PrintWriter SILENT = new PrintWriter(Writer.nullWriter());

  @Test
  void what_the_server_did_is_what_is_counted() {
    try (PlayedServer server = new PlayedServer(new PlayedRegisters())) {
      RunFigures run = run(plan("read=30,write=40,increment=30", 4, server.node("n1")));
      assertThat(server.requests()).isEqualTo(100);
      assertThat(run.all().succeeded() + run.all().missing()).isEqualTo(100);
      assertThat(run.all().failed()).isZero();
      assertThat(run.operations())
          .extracting(RunFigures.OperationFigures::kind)
          .containsExactly("read", "write", "increment", "all");
      assertThat(run.all().latency().orElseThrow().count()).isEqualTo(run.all().succeeded());
    }
  }

  @Test
  void a_compare_and_set_that_came_too_late_is_declined_and_no_error() {
    AtomicInteger others = new AtomicInteger();
    PlayedRegisters registers = new PlayedRegisters();
    try (PlayedServer server =
        new PlayedServer(
            request -> {
              if (request.method().name().equals("PUT") && others.incrementAndGet() % 3 == 0) {
                request.response().setStatusCode(412).putHeader("ETag", "\"0\"").end();
              } else {
                registers.handle(request);
              }
            })) {
      RunFigures run = run(plan("cas=100", 1, server.node("n1")));
      assertThat(run.all().declined()).isPositive();
      assertThat(run.all().succeeded()).isPositive();
      assertThat(run.all().failed()).isZero();
      assertThat(run.errors()).isEmpty();
    }
  }

  @Test
  void errors_are_counted_by_what_they_are_and_never_as_successes() {
    Refusing refusing = new Refusing();
    try (PlayedServer server = new PlayedServer(refusing)) {
      RunFigures run = run(plan("read=50,write=50", 2, server.node("n1")));
      assertThat(run.all().succeeded()).isZero();
      assertThat(run.all().latency()).isEmpty();
      assertThat(run.succeededPerSecond()).isZero();
      assertThat(run.all().missing()).isEqualTo(refusing.missing.get());
      assertThat(run.all().declined()).isEqualTo(refusing.declined.get());
      assertThat(counts(run))
          .containsExactly(entry("HTTP 503 not-applied", (long) refusing.failed.get()));
      assertThat(run.errors().get(0).example()).isEqualTo("no quorum");
    }
  }

  /** Of three requests, one is refused; the others find nothing, or are declined. */
  private static final class Refusing implements Handler<HttpServerRequest> {
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicInteger missing = new AtomicInteger();
    private final AtomicInteger declined = new AtomicInteger();

    @Override
    public void handle(HttpServerRequest request) {
      if ((failed.get() + missing.get() + declined.get()) % 3 == 2) {
        failed.incrementAndGet();
        request
            .response()
            .setStatusCode(503)
            .end("{\"type\":\"/problems/not-applied\",\"detail\":\"no quorum\"}");
      } else {
        boolean reads = request.method().name().equals("GET");
        (reads ? missing : declined).incrementAndGet();
        request.response().setStatusCode(reads ? 404 : 412).end();
      }
    }
  }

  @Test
  void a_lost_connection_is_an_error_and_the_client_goes_on_with_the_next_node() {
    try (PlayedServer closing = new PlayedServer(request -> request.connection().close());
        PlayedServer right = new PlayedServer(new PlayedRegisters())) {
      RunFigures run = run(plan("write=100", 1, closing.node("n1"), right.node("n2")));
      assertThat(counts(run)).containsExactly(entry("connection lost", 1L));
      assertThat(run.nodes().get(0).failed()).isEqualTo(1);
      assertThat(run.nodes().get(1).succeeded()).isEqualTo(right.requests());
      assertThat(run.nodes().get(0).gap().seconds()).isEqualTo(run.seconds());
    }
  }

  @Test
  void a_pinned_client_stays_with_its_node() {
    try (PlayedServer closing = new PlayedServer(request -> request.connection().close());
        PlayedServer right = new PlayedServer(new PlayedRegisters())) {
      Plan plan = plan("write=100", 1, closing.node("n1"), right.node("n2"));
      RunFigures run = run(changed(plan, OptionalInt.of(50), plan.timeout(), true));
      assertThat(run.all().succeeded()).isZero();
      assertThat(run.all().failed()).isEqualTo(10);
      assertThat(right.requests()).isZero();
    }
  }

  @Test
  void a_node_that_does_not_listen_is_no_connection() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    RunFigures run = run(plan("write=100", 1, new Node("n1", "127.0.0.1", port)));
    assertThat(counts(run)).containsOnlyKeys("no connection");
  }

  @Test
  void a_server_that_does_not_answer_is_a_timeout() {
    try (PlayedServer silent = new PlayedServer(request -> {})) {
      Plan plan = plan("write=100", 1, silent.node("n1"));
      RunFigures run = run(changed(plan, OptionalInt.empty(), Duration.ofMillis(50), false));
      assertThat(counts(run)).containsOnlyKeys("timeout");
    }
  }

  @Test
  void an_open_loop_counts_the_time_that_arrivals_wait_behind_a_stall() {
    Promise<Void> go = Promise.promise();
    try (PlayedServer stalling =
        new PlayedServer(
            request ->
                go.future().onSuccess(unused -> request.response().setStatusCode(204).end()))) {
      Plan plan = plan("write=100", 1, stalling.node("n1"));
      Vertx vertx = Vertx.vertx();
      try {
        Measurement measurement = new Measurement(plan.nodes(), plan.duration());
        Load load =
            new Load(
                vertx,
                vertx.createHttpClient(),
                plan,
                new PaxosTarget(plan.workload()),
                measurement);
        var over = load.run().toCompletionStage().toCompletableFuture();
        await().until(() -> load.backlog() >= 80);
        go.complete();
        over.join();
        RunFigures run = measurement.figures("played", 0);
        assertThat(run.all().succeeded()).isEqualTo(100);
        // The 80th arrived after 158 ms, and only then was the first answered.
        long waited =
            run.histograms()
                .values()
                .iterator()
                .next()
                .getCountBetweenValues(TimeUnit.MILLISECONDS.toNanos(100), Long.MAX_VALUE);
        assertThat(waited).isGreaterThanOrEqualTo(29);
      } finally {
        vertx.close().toCompletionStage().toCompletableFuture().join();
      }
    }
  }

  @Test
  void arrivals_for_which_no_connection_becomes_free_are_errors() {
    try (PlayedServer silent = new PlayedServer(request -> {})) {
      Plan plan = plan("write=100", 1, silent.node("n1"));
      RunFigures run = run(changed(plan, OptionalInt.of(100), Duration.ofMillis(100), false));
      assertThat(run.all().failed()).isEqualTo(20);
      assertThat(counts(run)).containsOnlyKeys("timeout", "not started");
      assertThat(counts(run)).containsEntry("not started", run.notStarted());
    }
  }

  private static Map<String, Long> counts(RunFigures run) {
    return run.errors().stream()
        .collect(Collectors.toMap(RunFigures.ErrorFigures::name, RunFigures.ErrorFigures::count));
  }

  /** A hundred operations, however slow this machine is. */
  private static Plan plan(String mix, int connections, Node... nodes) {
    return new Plan(
        new Workload(Mix.parse(mix), 10, 0, 16, 1, "test"),
        List.of(nodes),
        connections,
        OptionalInt.of(500),
        Duration.ZERO,
        Duration.ofMillis(200),
        Duration.ofSeconds(30),
        false);
  }

  private static Plan changed(Plan plan, OptionalInt rate, Duration timeout, boolean pinned) {
    return new Plan(
        plan.workload(),
        plan.nodes(),
        plan.connections(),
        rate,
        plan.warmup(),
        plan.duration(),
        timeout,
        pinned);
  }

  private static RunFigures run(Plan plan) {
    try (Runner runner = new Runner(SILENT);
        Faults none = new Faults(List.of(), Path.of("."), plan.duration(), SILENT)) {
      return runner.run(new Subject("played", new PaxosTarget(plan.workload()), plan), none);
    }
  }
}
