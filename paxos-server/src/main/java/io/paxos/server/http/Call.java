package io.paxos.server.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A request for a named resource. Confined to the request's event loop. */
public final class Call {
  private final HttpServerRequest request;
  private final RequestBody body;
  private final String name;
  private final Map<String, String> query;

  Call(HttpServerRequest request, RequestBody body, String name, Map<String, String> query) {
    this.request = request;
    this.body = body;
    this.name = name;
    this.query = query;
  }

  /** The address of whoever sent it, without the port; empty if it is not known. */
  public Optional<InetAddress> peer() {
    return Optional.ofNullable(request.remoteAddress())
        .map(SocketAddress::hostAddress)
        .flatMap(Call::literal);
  }

  /** The rest of the path, decoded. */
  public String name() {
    return name;
  }

  /** The decoded query parameters, known ones only, each given once. */
  public Map<String, String> query() {
    return query;
  }

  /** The method, in capitals. */
  public String method() {
    return request.method().name();
  }

  /**
   * The path and the query, not decoded. What must be escaped and was not, is: a client that sends
   * the bytes themselves means the same.
   */
  public String target() {
    String path = RawText.uri(request.path());
    return request.query() == null ? path : path + "?" + RawText.uri(request.query());
  }

  /** Every line of the header, in order. */
  public List<Map.Entry<String, String>> headers() {
    return request.headers().entries();
  }

  /** The lines of this header field, in their order. */
  public List<String> header(String field) {
    return request.headers().getAll(field);
  }

  /**
   * The request's content; the first call says within which bounds.
   *
   * @param maxBytes a longer one is refused before it is received
   * @param idle the longest silence between two pieces
   * @return completes exceptionally with a {@link ProblemException} if it is too long or does not
   *     arrive
   */
  public CompletionStage<byte[]> body(int maxBytes, Duration idle) {
    return body.read(maxBytes, idle);
  }

  /** An address in digits; nothing is looked up. */
  private static Optional<InetAddress> literal(String digits) {
    try {
      return Optional.of(InetAddress.getByName(digits));
    } catch (UnknownHostException scoped) {
      return Optional.empty();
    }
  }
}
