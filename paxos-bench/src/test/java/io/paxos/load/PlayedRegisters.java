package io.paxos.load;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.Map;

/** Registers without any replication, behind the interface of ours. */
final class PlayedRegisters implements Handler<HttpServerRequest> {
  private final Map<String, Integer> revisions = new HashMap<>();

  @Override
  public void handle(HttpServerRequest request) {
    int revision = revisions.getOrDefault(request.path(), 0);
    String expected = request.getHeader("If-Match");
    if (request.method().name().equals("GET")) {
      answer(request, revision == 0 ? 404 : 200, revision);
    } else if (expected != null && !expected.equals(tag(revision))) {
      answer(request, 412, revision);
    } else {
      revisions.put(request.path(), revision + 1);
      answer(request, revision == 0 ? 201 : 204, revision + 1);
    }
  }

  private static void answer(HttpServerRequest request, int status, int revision) {
    request.response().setStatusCode(status);
    if (revision > 0) {
      request.response().putHeader("ETag", tag(revision));
    }
    request.response().end();
  }

  private static String tag(int revision) {
    return "\"" + revision + "\"";
  }
}
