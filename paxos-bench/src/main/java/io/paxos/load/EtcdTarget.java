package io.paxos.load;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** etcd 3.4 or newer, over its JSON gateway. Reads are linearizable, which is its default. */
final class EtcdTarget implements Target {
  private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
  private static final String NEVER_WRITTEN = "0";

  private final Workload workload;
  private final String value;

  EtcdTarget(Workload workload) {
    this.workload = workload;
    this.value = Base64.getEncoder().encodeToString(workload.value());
  }

  @Override
  public Future<Verdict> perform(Connection connection, Operation operation) {
    String key = base64(workload.keyOf(operation));
    return switch (operation.kind()) {
      case READ -> read(connection, key);
      case WRITE -> write(connection, key);
      case CAS -> compareAndSet(connection, key);
      case INCREMENT -> increment(connection, key);
    };
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Future<Reply> post(Connection connection, String path, JsonObject body) {
    return connection.send(HttpMethod.POST, path, JSON, body.toBuffer());
  }

  private static Future<Reply> range(Connection connection, String key) {
    return post(connection, "/v3/kv/range", new JsonObject().put("key", key));
  }

  private static Future<Verdict> read(Connection connection, String key) {
    return range(connection, key)
        .map(
            reply -> {
              if (!reply.isSuccess()) {
                return reply.failure();
              }
              Optional<JsonObject> entry = onlyEntry(reply.json());
              connection.remember(key, revision(entry));
              return entry.isPresent() ? Verdict.SUCCEEDED : Verdict.MISSING;
            });
  }

  private Future<Verdict> write(Connection connection, String key) {
    JsonObject body = new JsonObject().put("key", key).put("value", value);
    return post(connection, "/v3/kv/put", body)
        .map(
            reply -> {
              if (!reply.isSuccess()) {
                return reply.failure();
              }
              connection.remember(key, newRevision(reply.json()));
              return Verdict.SUCCEEDED;
            });
  }

  private Future<Verdict> compareAndSet(Connection connection, String key) {
    Future<Verdict> seen =
        connection.revision(key).isPresent()
            ? Future.succeededFuture(Verdict.SUCCEEDED)
            : read(connection, key);
    return seen.compose(
        verdict ->
            verdict.isFailure()
                ? Future.succeededFuture(verdict)
                : writeIfUnchanged(connection, key));
  }

  private Future<Verdict> writeIfUnchanged(Connection connection, String key) {
    String expected = connection.revision(key).orElse(NEVER_WRITTEN);
    return transaction(connection, key, expected, value)
        .map(
            reply -> {
              if (!reply.isSuccess()) {
                return reply.failure();
              }
              JsonObject body = reply.json();
              boolean written = body.getBoolean("succeeded", false);
              connection.remember(key, written ? newRevision(body) : revision(found(body)));
              return written ? Verdict.SUCCEEDED : Verdict.DECLINED;
            });
  }

  /** etcd has no increment: a client reads, and writes if nobody else did, until it succeeds. */
  private static Future<Verdict> increment(Connection connection, String key) {
    return range(connection, key)
        .compose(
            reply ->
                reply.isSuccess()
                    ? increment(connection, key, onlyEntry(reply.json()))
                    : Future.succeededFuture(reply.failure()));
  }

  private static Future<Verdict> increment(
      Connection connection, String key, Optional<JsonObject> entry) {
    long next = entry.map(EtcdTarget::number).orElse(0L) + 1;
    return transaction(connection, key, revision(entry), base64(Long.toString(next)))
        .compose(
            reply -> {
              if (!reply.isSuccess()) {
                return Future.succeededFuture(reply.failure());
              }
              JsonObject body = reply.json();
              return body.getBoolean("succeeded", false)
                  ? Future.succeededFuture(Verdict.SUCCEEDED)
                  : increment(connection, key, found(body));
            });
  }

  /** Writes if the key is still at a revision; if not, the answer has what is there instead. */
  private static Future<Reply> transaction(
      Connection connection, String key, String expected, String written) {
    JsonObject unchanged =
        new JsonObject()
            .put("key", key)
            .put("target", "MOD")
            .put("result", "EQUAL")
            .put("mod_revision", expected);
    JsonObject put = new JsonObject().put("key", key).put("value", written);
    JsonObject range = new JsonObject().put("key", key);
    return post(
        connection,
        "/v3/kv/txn",
        new JsonObject()
            .put("compare", new JsonArray().add(unchanged))
            .put("success", new JsonArray().add(new JsonObject().put("request_put", put)))
            .put("failure", new JsonArray().add(new JsonObject().put("request_range", range))));
  }

  private static Optional<JsonObject> found(JsonObject transaction) {
    JsonObject first = transaction.getJsonArray("responses").getJsonObject(0);
    return onlyEntry(first.getJsonObject("response_range"));
  }

  private static Optional<JsonObject> onlyEntry(JsonObject range) {
    JsonArray entries = range.getJsonArray("kvs", new JsonArray());
    return entries.isEmpty() ? Optional.empty() : Optional.of(entries.getJsonObject(0));
  }

  private static String revision(Optional<JsonObject> entry) {
    return entry.map(found -> found.getString("mod_revision")).orElse(NEVER_WRITTEN);
  }

  private static String newRevision(JsonObject body) {
    return body.getJsonObject("header").getString("revision");
  }

  private static long number(JsonObject entry) {
    byte[] digits = Base64.getDecoder().decode(entry.getString("value", ""));
    return Long.parseLong(new String(digits, StandardCharsets.UTF_8));
  }
}
