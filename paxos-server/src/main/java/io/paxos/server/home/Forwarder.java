package io.paxos.server.home;

import io.paxos.protocol.Member;
import io.paxos.protocol.Value;
import io.paxos.server.http.Call;
import io.paxos.server.http.Response;
import io.paxos.server.transport.NodeAddress;
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
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Passes requests of clients on to other nodes, as they are, and their answers back. Thread-safe.
 */
public final class Forwarder implements AutoCloseable {
  /** Tells the other node not to pass it on once more. */
  private static final String FORWARDED = "Paxos-Forwarded";

  private static final Duration CONNECT_TIMEOUT = Duration.ofMillis(500);
  private static final int CONNECTIONS = 64;

  /**
   * What belongs to one connection, or is said anew. Headers that {@code Connection} names are
   * passed on: a condition that was dropped on the way would make another request of it.
   */
  private static final Set<String> NOT_PASSED_ON =
      Set.of(
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
          "upgrade");

  private final Vertx vertx;
  private final HttpClient client;

  /** Apart from the others: a sign of life must not wait behind those that it is about. */
  private final HttpClient pings;

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
            new HttpClientOptions().setConnectTimeout(connectMillis()).setTcpNoDelay(true),
            new PoolOptions().setHttp1MaxSize(CONNECTIONS));
    this.pings =
        vertx.createHttpClient(
            new HttpClientOptions().setConnectTimeout(connectMillis()).setKeepAlive(false));
  }

  /** Whether a request has been passed on by another node. */
  static boolean isForwarded(Call call) {
    return !call.header(FORWARDED).isEmpty();
  }

  /** Passes a request on; never completes exceptionally. */
  CompletionStage<Reached> send(Member home, Call call, byte[] body) {
    Passage passage = new Passage();
    Future<Response> answer =
        connect(home, call).compose(request -> passage.exchange(request, body));
    return rapport(home).await(answer, passage::giveUp).toCompletionStage();
  }

  /**
   * Asks a node that has not answered for signs of life until one comes.
   *
   * @param onSilence as in {@link Rapport#awaitLife}
   */
  void awaitLife(Member home, BooleanSupplier onSilence) {
    rapport(home).awaitLife(onSilence);
  }

  @Override
  public void close() {
    var unused = Future.join(client.close(), pings.close());
  }

  private Rapport rapport(Member home) {
    return rapports.computeIfAbsent(home.address(), this::rapport);
  }

  private Rapport rapport(String address) {
    RequestOptions ping =
        NodeAddress.request(address)
            .setMethod(HttpMethod.GET)
            .setURI("/q/health/live")
            .setTimeout(timeout.toMillis());
    return new Rapport(
        vertx,
        () ->
            pings
                .request(new RequestOptions(ping))
                .compose(request -> request.send().compose(HttpClientResponse::end)));
  }

  private Future<HttpClientRequest> connect(Member home, Call call) {
    try {
      return client.request(options(home, call));
    } catch (RuntimeException unsendable) {
      return Future.failedFuture(unsendable);
    }
  }

  /** One request on its way: given up while it has no connection, it is never sent. */
  private static final class Passage {
    private @Nullable HttpClientRequest sent;
    private boolean givenUp;

    Future<Response> exchange(HttpClientRequest request, byte[] body) {
      if (begin(request)) {
        return ask(request, body);
      }
      request.reset();
      return Future.failedFuture("given up before it was sent");
    }

    private synchronized boolean begin(HttpClientRequest request) {
      if (!givenUp) {
        sent = request;
      }
      return !givenUp;
    }

    synchronized Reached giveUp() {
      givenUp = true;
      if (sent == null) {
        return new Reached.NotDone();
      }
      // Else its connection would be missing until nobody hopes for the answer any more.
      sent.reset();
      return new Reached.Lost();
    }
  }

  private static Future<Response> ask(HttpClientRequest request, byte[] body) {
    // Before it is sent: a handler that comes too late finds the body gone.
    Future<Response> answer = request.response().compose(Forwarder::answer);
    return request.send(Buffer.buffer(body)).compose(sent -> answer);
  }

  private RequestOptions options(Member home, Call call) {
    RequestOptions options =
        NodeAddress.request(home.address())
            .setMethod(HttpMethod.valueOf(call.method()))
            .setURI(call.target())
            .setConnectTimeout(CONNECT_TIMEOUT.toMillis())
            .setIdleTimeout(timeout.toMillis());
    call.headers().stream()
        .filter(header -> isPassedOn(header.getKey()))
        .forEach(header -> options.addHeader(header.getKey(), header.getValue()));
    return options.addHeader(FORWARDED, "1");
  }

  private static Future<Response> answer(HttpClientResponse response) {
    return response
        .body()
        .map(
            body -> {
              Map<String, String> headers = new LinkedHashMap<>();
              response.headers().entries().stream()
                  .filter(header -> isPassedOn(header.getKey()))
                  .forEach(
                      header ->
                          headers.merge(
                              header.getKey().toLowerCase(Locale.ROOT),
                              header.getValue(),
                              (first, second) -> first + ", " + second));
              Optional<String> type =
                  Optional.ofNullable(response.getHeader(HttpHeaders.CONTENT_TYPE));
              headers.remove("content-type");
              return new Response(
                  response.statusCode(),
                  headers,
                  type.map(mediaType -> Value.of(body.getBytes(), mediaType)));
            });
  }

  private static int connectMillis() {
    return (int) CONNECT_TIMEOUT.toMillis();
  }

  private static boolean isPassedOn(String header) {
    return !NOT_PASSED_ON.contains(header.toLowerCase(Locale.ROOT));
  }
}
