package io.paxos.server.home;

import io.paxos.server.http.Call;
import io.vertx.core.MultiMap;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A client's request as one node passes it on to another one.
 *
 * @param method in capitals
 * @param target as in {@link Call#target}
 * @param headers without those that belong to the client's connection
 * @param tie as in {@link Call#tie}
 */
record Passed(
    String method, String target, MultiMap headers, ByteBuffer content, OptionalLong tie) {
  /**
   * What belongs to one connection, or is said anew, or what most clients say and nobody reads who
   * serves a register. Headers that {@code Connection} names are passed on: a condition that was
   * dropped on the way would make another request of it.
   */
  private static final Set<String> NOT_PASSED_ON =
      Set.of(
          "accept",
          "accept-encoding",
          "accept-language",
          "connection",
          "content-length",
          "expect",
          "host",
          "http2-settings",
          "keep-alive",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "user-agent");

  /** A call with this content. */
  static Passed of(Call call, byte[] content) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    call.headers()
        .forEach(
            header -> {
              if (!NOT_PASSED_ON.contains(header.getKey().toLowerCase(Locale.ROOT))) {
                headers.add(header.getKey(), header.getValue());
              }
            });
    return new Passed(call.method(), call.target(), headers, ByteBuffer.wrap(content), call.tie());
  }

  /** A copy of the content. */
  byte[] body() {
    byte[] body = new byte[content.remaining()];
    content.duplicate().get(body);
    return body;
  }
}
