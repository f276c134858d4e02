package io.paxos.server.home;

import io.paxos.protocol.Member;
import io.paxos.protocol.Value;
import io.paxos.server.http.Call;
import io.paxos.server.http.Response;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Passes requests of clients on to other nodes, as they are, and their answers back. Thread-safe.
 */
public final class Forwarder implements AutoCloseable {
  /** Tells the other node not to pass it on once more. */
  private static final String FORWARDED = "Paxos-Forwarded";

  private static final Duration CONNECT_TIMEOUT = Duration.ofMillis(500);
  private static final int CONNECTIONS = 64;

  /** What belongs to one connection, or is said anew. */
  private static final Set<String> NOT_PASSED_ON =
      Set.of(
          "connection",
          "content-length",
          "expect",
          "host",
          "keep-alive",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private final Vertx vertx;
  private final HttpClient client;
  private final Duration timeout;
  private final Map<String, Rapport> rapports = new ConcurrentHashMap<>();

  /**
   * A forwarder without connections yet.
   *
   * @param timeout of a request, the time that the other node takes for it included
   */
  public Forwarder(Vertx vertx, Duration timeout) {
    this.vertx = vertx;
    this.timeout = timeout;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout((int) CONNECT_TIMEOUT.toMillis())
                .setTcpNoDelay(true),
            new PoolOptions().setHttp1MaxSize(CONNECTIONS));
  }

  /** Whether a request has been passed on by another node. */
  static boolean isForwarded(Call call) {
    return !call.header(FORWARDED).isEmpty();
  }

  /** Passes a request on; never completes exceptionally. */
  CompletionStage<Reached> send(Member home, Call call, byte[] body) {
    Rapport rapport = rapports.computeIfAbsent(home.address(), this::rapport);
    return client
        .request(options(home, call))
        .transform(
            connected ->
                connected.succeeded()
                    ? rapport.await(ask(connected.result(), body))
                    : Future.<Reached>succeededFuture(new Reached.NotSent()))
        .toCompletionStage();
  }

  @Override
  public void close() {
    var unused = client.close();
  }

  private Rapport rapport(String address) {
    RequestOptions ping = at(address).setMethod(HttpMethod.GET).setURI("/q/health/live");
    return new Rapport(
        vertx,
        () ->
            client
                .request(new RequestOptions(ping))
                .compose(HttpClientRequest::send)
                .compose(HttpClientResponse::end));
  }

  private static Future<Response> ask(HttpClientRequest request, byte[] body) {
    // Before it is sent: a handler that comes too late finds the body gone.
    Future<Response> answer = request.response().compose(Forwarder::answer);
    return request.send(Buffer.buffer(body)).compose(sent -> answer);
  }

  private RequestOptions options(Member home, Call call) {
    RequestOptions options =
        at(home.address())
            .setMethod(HttpMethod.valueOf(call.method()))
            .setURI(call.target())
            .setTimeout(timeout.toMillis());
    call.headers().stream()
        .filter(header -> isPassedOn(header.getKey()))
        .forEach(header -> options.addHeader(header.getKey(), header.getValue()));
    return options.addHeader(FORWARDED, "1");
  }

  private static RequestOptions at(String address) {
    URI uri = URI.create(address);
    return new RequestOptions().setHost(uri.getHost()).setPort(uri.getPort());
  }

  private static Future<Response> answer(HttpClientResponse response) {
    return response
        .body()
        .map(
            body -> {
              Map<String, String> headers = new LinkedHashMap<>();
              response.headers().entries().stream()
                  .filter(header -> isPassedOn(header.getKey()))
                  .forEach(header -> headers.put(header.getKey(), header.getValue()));
              Optional<String> type =
                  Optional.ofNullable(response.getHeader(HttpHeaders.CONTENT_TYPE));
              headers.keySet().removeIf("Content-Type"::equalsIgnoreCase);
              return new Response(
                  response.statusCode(),
                  headers,
                  type.map(mediaType -> Value.of(body.getBytes(), mediaType)));
            });
  }

  private static boolean isPassedOn(String header) {
    return !NOT_PASSED_ON.contains(header.toLowerCase(Locale.ROOT));
  }
}
