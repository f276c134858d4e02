package io.paxos.load;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.Map;

/** Paxos Registers, over their HTTP interface. */
final class PaxosTarget implements Target {
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final int PRECONDITION_FAILED = 412;
  private static final Buffer NOTHING = Buffer.buffer();
  private static final Buffer INCREMENT = Buffer.buffer("{\"op\":\"increment\",\"by\":1}");
  private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
  private static final String BYTES = "application/octet-stream";

  private final Workload workload;
  private final Buffer value;

  PaxosTarget(Workload workload) {
    this.workload = workload;
    this.value = Buffer.buffer(workload.value());
  }

  @Override
  public Future<Verdict> perform(Connection connection, Operation operation) {
    String path = "/v1/registers/" + workload.keyOf(operation);
    return switch (operation.kind()) {
      case READ -> read(connection, path);
      case WRITE -> write(connection, path, Map.of("Content-Type", BYTES));
      case CAS -> compareAndSet(connection, path);
      case INCREMENT ->
          connection
              .send(HttpMethod.POST, path, JSON, INCREMENT)
              .map(reply -> reply.isSuccess() ? Verdict.SUCCEEDED : reply.failure());
    };
  }

  private static Future<Verdict> read(Connection connection, String path) {
    return connection
        .send(HttpMethod.GET, path, Map.of(), NOTHING)
        .map(
            reply -> {
              remember(connection, path, reply);
              if (reply.status() == NOT_FOUND) {
                return Verdict.MISSING;
              }
              return reply.isSuccess() ? Verdict.SUCCEEDED : reply.failure();
            });
  }

  private Future<Verdict> compareAndSet(Connection connection, String path) {
    if (connection.revision(path).isPresent()) {
      return write(connection, path, condition(connection, path));
    }
    return read(connection, path)
        .compose(
            seen ->
                seen.isFailure()
                    ? Future.succeededFuture(seen)
                    : write(connection, path, condition(connection, path)));
  }

  private static Map<String, String> condition(Connection connection, String path) {
    return connection
        .revision(path)
        .map(tag -> Map.of("Content-Type", BYTES, "If-Match", tag))
        .orElseGet(() -> Map.of("Content-Type", BYTES, "If-None-Match", "*"));
  }

  private Future<Verdict> write(Connection connection, String path, Map<String, String> headers) {
    return connection
        .send(HttpMethod.PUT, path, headers, value)
        .map(
            reply -> {
              remember(connection, path, reply);
              if (reply.status() == CONFLICT || reply.status() == PRECONDITION_FAILED) {
                return Verdict.DECLINED;
              }
              return reply.isSuccess() ? Verdict.SUCCEEDED : reply.failure();
            });
  }

  private static void remember(Connection connection, String path, Reply reply) {
    reply
        .entityTag()
        .ifPresentOrElse(tag -> connection.remember(path, tag), () -> connection.forget(path));
  }
}
