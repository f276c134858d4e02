package io.paxos.server.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What stands before the content of a request.
 *
 * @param method in capitals
 * @param path one character per byte, not decoded
 * @param query likewise; empty if there is no question mark
 * @param peer whoever sent it, if that is known; looked up when it is asked for
 */
record Head(
    String method,
    String path,
    Optional<String> query,
    MultiMap headers,
    Supplier<Optional<SocketAddress>> peer) {
  /** That of a request that came by HTTP. */
  static Head of(HttpServerRequest request) {
    return new Head(
        request.method().name(),
        request.path(),
        Optional.ofNullable(request.query()),
        request.headers(),
        () -> Optional.ofNullable(request.remoteAddress()));
  }

  /** That of a request that another node has passed on. */
  static Head passedOn(String method, String target, MultiMap headers) {
    int mark = target.indexOf('?');
    return new Head(
        method,
        mark < 0 ? target : target.substring(0, mark),
        mark < 0 ? Optional.empty() : Optional.of(target.substring(mark + 1)),
        headers,
        Optional::empty);
  }
}
